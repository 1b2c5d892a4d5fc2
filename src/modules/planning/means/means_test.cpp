// Needs and means of a town small enough to add up by hand.
#include "modules/planning/means/means.hpp"

#include <doctest/doctest.h>

#include "modules/planning/testing/means.hpp"

using namespace maillage;
using namespace maillage::planning;
using namespace maillage::planning::testing;

namespace {

const MeansCell& cell(const MeansPage& page, std::int32_t sector, std::int32_t kind = 0) {
  return page.cells.at(static_cast<std::size_t>(kind) * page.sectors.size() + static_cast<std::size_t>(sector));
}

Posts sheet(std::vector<PostsLine> lines) { return {1, std::move(lines), "2026-03-01T09:00:00Z", "Claire"}; }

MeansPage page_of(const MeansMap& map, const std::vector<Formula>& formulas, const Posts& posts,
                  const MeansAsked& asked, const std::vector<territory::Quantity>& quantities = {births(100)}) {
  auto page = means_page(map, formulas, quantities, posts, asked);
  REQUIRE(page);
  return *page;
}

}  // namespace

TEST_CASE("means: a need is the quantity of the sector over what one post is for; what is nobody's is left out") {
  const auto page =
      page_of(three_rows(), {formula("Sages-femmes", "naissances", 200), formula("Accueil", "", 500, 2)}, {}, {});
  CHECK(page.left_out == 300);
  CHECK(cell(page, 0).amount == 400);
  CHECK(cell(page, 0).need == 2);
  CHECK(cell(page, 2).amount == 300);
  CHECK(cell(page, 2).need == 1.5);
  CHECK(cell(page, 1, 1).amount == 800);
  CHECK(cell(page, 1, 1).need == doctest::Approx(1.6));
  CHECK(page.kinds[0].need == 5.5);
  CHECK(page.kinds[0].period == "2024");
  // Where there is no post today, as many as needed are shared out.
  CHECK(page.kinds[0].posts == 5.5);
  CHECK(cell(page, 0).given + cell(page, 1).given + cell(page, 2).given == 5.5);
  CHECK(page.kinds[1].posts == 4.5);  // 400 + 800 + 900 residents of 500 each, by halves
}

TEST_CASE("means: posts go where they relieve, and each says the births it brings a sector from and to") {
  const auto posts = sheet({{"A", "Sages-femmes", 3.0, {}, {}}, {"B", "Sages-femmes", 1.0, {}, {}}});
  const auto page = page_of(three_rows(), {formula("Sages-femmes", "naissances", 200)}, posts, {{}, {}, 1.0});
  // 400, 400 and 300 births for four posts: one each, and the fourth to the first of the two larger.
  CHECK(page.kinds[0].posts == 4);
  CHECK(cell(page, 0).given == 2);
  CHECK(cell(page, 1).given == 1);
  CHECK(cell(page, 2).given == 1);
  CHECK(page.kinds[0].moved == 1);
  CHECK(page.kinds[0].created == 0);
  CHECK(page.kinds[0].today.nobody == 1);
  CHECK(page.kinds[0].today.highest == 400);
  CHECK(page.kinds[0].proposed.lowest == 200);
  CHECK(page.kinds[0].proposed.mean == doctest::Approx(1100 / 4.0));
  REQUIRE(page.reasons.size() == 4);
  CHECK_FALSE(page.reasons[0].before);
  CHECK(page.reasons[3].before == 400);
  CHECK(page.reasons[3].after == 200);
  CHECK(page.reasons[3].posts == 2);
  CHECK(page.version == 1);
  CHECK(page.touched_by == "Claire");
}

TEST_CASE("means: kinds do not lend each other their posts") {
  const std::vector<Formula> two{formula("Sages-femmes", "naissances", 200), formula("Accueil", "", 500, 2)};
  const auto page = page_of(three_rows(), two, {}, {{3, 1}, {}, 1.0});
  double first = 0, second = 0;
  for (std::int32_t sector = 0; sector < 3; ++sector) {
    first += cell(page, sector, 0).given;
    second += cell(page, sector, 1).given;
  }
  CHECK(first == 3);
  CHECK(second == 1);
  CHECK(cell(page, 2, 1).given == 1);
  CHECK(page.kinds[1].proposed.nobody == 2);
  // -1: as many as today, or as needed.
  const auto usual = page_of(three_rows(), two, {}, {{-1, 1}, {}, 1.0});
  CHECK(usual.kinds[0].posts == 6);
  CHECK(usual.kinds[1].posts == 1);
}

TEST_CASE("means: a floor that binds has a price in what those who are served meet") {
  const auto posts = sheet({{"C", "Sages-femmes", 0, 2.0, {}}});
  const auto page = page_of(three_rows(), {formula("Sages-femmes", "naissances", 200)}, posts, {{5}, {}, 1.0});
  CHECK(cell(page, 2).given == 2);
  REQUIRE(page.floors.size() == 1);
  CHECK(page.floors[0].sector == 2);
  CHECK(page.floors[0].without == 1);
  // 400²/2 + 400²/1 + 300²/2 births² per post over 1 100 births, against 400²/2 twice and 300².
  CHECK(page.floors[0].load_with == doctest::Approx((80000 + 160000 + 45000) / 1100.0));
  CHECK(page.floors[0].load_without == doctest::Approx((80000 + 80000 + 90000) / 1100.0));
}

TEST_CASE("means: a house holds so many posts, all kinds together, those that are not shared out here included") {
  const std::vector<Formula> two{formula("Sages-femmes", "naissances", 200), formula("Accueil", "", 500, 2)};
  auto posts = sheet({{"A", "", 0, {}, 2.0}});
  auto page = page_of(three_rows(), two, posts, {{6, 5}, {}, 1.0});
  CHECK(page.sectors[0].room == 2.0);
  CHECK_FALSE(page.sectors[1].room);
  CHECK(cell(page, 0, 0).given + cell(page, 0, 1).given <= 2);
  CHECK(cell(page, 1, 0).given + cell(page, 2, 0).given >= 4);
  // A nurse in place takes one of the two rooms, though nurses are not asked about.
  posts.lines.push_back({"A", "Puéricultrices", 1.0, {}, {}});
  page = page_of(three_rows(), two, posts, {{6, 5}, {}, 1.0});
  CHECK(cell(page, 0, 0).given + cell(page, 0, 1).given <= 1);
  // What the floors ask for must fit.
  posts.lines.push_back({"A", "Sages-femmes", 0, 3.0, {}});
  page = page_of(three_rows(), two, posts, {{6, 5}, {}, 1.0});
  REQUIRE(page.impossible);
  CHECK(page.impossible->code == "floors_beyond_unit_cap");
}

TEST_CASE("means: a limit of moves holds posts where they are, and says so; caps leave posts over") {
  auto posts = sheet({{"A", "Sages-femmes", 4.0, {}, {}}});
  auto page = page_of(three_rows(), {formula("Sages-femmes", "naissances", 200)}, posts, {{4}, 1.0, 1.0});
  CHECK(cell(page, 0).given == 3);
  CHECK(page.kinds[0].moved == 1);
  CHECK(std::count_if(page.reasons.begin(), page.reasons.end(), [](const MeansReason& reason) {
          return reason.because == engines::allocation::Because::kept;
        }) == 2);
  posts =
      sheet({{"A", "Sages-femmes", 0, {}, 1.0}, {"B", "Sages-femmes", 0, {}, 0.0}, {"C", "Sages-femmes", 0, {}, 1.0}});
  page = page_of(three_rows(), {formula("Sages-femmes", "naissances", 200)}, posts, {{4}, {}, 0.5});
  CHECK(page.kinds[0].unplaced == 2);
  CHECK(cell(page, 1).given == 0);
}

TEST_CASE("means: what cannot be is explained, and today stays on the page") {
  const auto posts = sheet({{"A", "Sages-femmes", 1.0, 3.0, {}}});
  const auto page = page_of(three_rows(), {formula("Sages-femmes", "naissances", 200)}, posts, {{2}, {}, 1.0});
  REQUIRE(page.impossible);
  CHECK(page.impossible->code == "floors_beyond_budget");
  CHECK(page.impossible->args ==
        std::vector<std::vector<std::string>>{{"sector", ""}, {"kind", "Sages-femmes"}, {"have", "3"}, {"limit", "2"}});
  CHECK(cell(page, 0).given == 1);
  CHECK(page.reasons.empty());
  CHECK(page.kinds[0].moved == 0);
}

TEST_CASE("means: a quantity that nobody imported, or not everywhere, gives nothing and does not refuse the rest") {
  auto incomplete = births(100);
  incomplete.missing = {3};
  const std::vector<Formula> two{formula("Sages-femmes", "naissances", 200), formula("Accueil", "", 500, 2)};
  const auto posts = sheet({{"A", "Sages-femmes", 1.0, 1.0, {}}});
  for (const auto& quantities : {std::vector<territory::Quantity>{}, std::vector<territory::Quantity>{incomplete}}) {
    const auto page = page_of(three_rows(), two, posts, {{0, 3}, {}, 1.0}, quantities);
    CHECK_FALSE(page.impossible);
    CHECK_FALSE(page.kinds[0].known);
    CHECK(cell(page, 0, 0).given == 1);
    CHECK(page.kinds[0].moved == 0);
    CHECK(cell(page, 2, 1).given == 1);
  }
}

TEST_CASE("means: what is refused says which field") {
  const auto refused = [](const Posts& posts, const MeansAsked& asked) {
    const auto page =
        means_page(three_rows(), {formula("Sages-femmes", "naissances", 200)}, {births(100)}, posts, asked);
    REQUIRE_FALSE(page);
    return page.problem().code + page.problem().field;
  };
  CHECK(refused({}, {{}, {}, 0.0}) == "planning.outside/step");
  CHECK(refused({}, {{}, {}, 2.0}) == "planning.outside/step");
  CHECK(refused({}, {{}, {}, 1.0, 0}) == "planning.outside/years");
  CHECK(refused({}, {{}, {}, 1.0, 11}) == "planning.outside/years");
  CHECK(refused({}, {{1, 2}, {}, 1.0}) == "planning.posts_per_formula/posts");
  CHECK(refused({}, {{-2}, {}, 1.0}) == "planning.outside/posts");
  CHECK(refused({}, {{1e9}, {}, 1.0}) == "planning.outside/posts");
  CHECK(refused({}, {{1}, -1.0, 1.0}) == "planning.outside/moves");
  CHECK(refused({}, {{1.25}, {}, 0.5}) == "planning.part_of_post/step");
  CHECK(refused(sheet({{"A", "Sages-femmes", 0.8, {}, {}}}), {{}, {}, 0.5}) == "planning.part_of_post/step");
  CHECK(means_page(three_rows(), {formula("Sages-femmes", "naissances", 200)}, {births(100)},
                   sheet({{"A", "Sages-femmes", 0.8, {}, {}}}), {{}, {}, 0.1}));
}

TEST_CASE("means: the posts to come are those that a larger number would give, in order, and take from nobody") {
  const auto posts = sheet({{"A", "Sages-femmes", 3.0, {}, {}}});
  for (const double given : {0.0, 3.0, 5.5}) {
    const auto midwives = formula("Sages-femmes", "naissances", 200);
    const auto page = page_of(three_rows(), {midwives}, posts, {{given}, {}, 0.5});
    const auto more = page_of(three_rows(), {midwives}, posts, {{given + kNextPosts}, {}, 0.5});
    CHECK(page.next.size() == 20);
    std::vector<double> reached(3);
    for (std::int32_t sector = 0; sector < 3; ++sector)
      reached[static_cast<std::size_t>(sector)] = cell(page, sector).given;
    for (const MeansReason& one : page.next) {
      double& here = reached[static_cast<std::size_t>(one.sector)];
      CHECK(one.posts == here + 0.5);
      here = one.posts;
    }
    for (std::int32_t sector = 0; sector < 3; ++sector)
      CHECK(cell(more, sector).given == reached[static_cast<std::size_t>(sector)]);
  }
}

TEST_CASE("means: the way there is even in posts, within the moves of each year, and ends where it was asked to") {
  const auto posts = sheet({{"A", "Sages-femmes", 6.0, {}, {}}});
  const std::vector<Formula> midwives{formula("Sages-femmes", "naissances", 200)};
  const auto page = page_of(three_rows(), midwives, posts, {{9}, 1.0, 0.5, 3});
  REQUIRE(page.years.size() == 3);
  double before = 6;
  for (const MeansYear& year : page.years) {
    CHECK(year.posts == before + 1);
    CHECK(year.moved <= 1);
    CHECK(year.given[0] >= 6 - year.year);
    CHECK(year.given[0] + year.given[1] + year.given[2] == year.posts);
    before = year.posts;
  }
  // With time enough, where the posts would be without any limit.
  const auto slow = page_of(three_rows(), midwives, posts, {{9}, 1.0, 0.5, 10});
  const auto free = page_of(three_rows(), midwives, posts, {{9}, {}, 0.5});
  for (std::int32_t sector = 0; sector < 3; ++sector)
    CHECK(slow.years.back().given[static_cast<std::size_t>(sector)] == cell(free, sector).given);
  CHECK(slow.years.back().moved == 0);
  CHECK(slow.years.back().loads.highest == free.kinds[0].proposed.highest);
  CHECK(page_of(three_rows(), midwives, posts, {{9}, 1.0, 0.5}).years.empty());
}

TEST_CASE("means: a year in which nothing can be done says why, and ends the way") {
  const auto posts = sheet({{"A", "Sages-femmes", 2.0, {}, {}}, {"C", "Sages-femmes", 0, 4.0, {}}});
  const auto page = page_of(three_rows(), {formula("Sages-femmes", "naissances", 200)}, posts, {{6}, {}, 1.0, 4});
  REQUIRE(page.years.size() == 1);
  REQUIRE(page.years[0].why);
  CHECK(page.years[0].why->code == "floors_beyond_budget");
  CHECK(page.years[0].given.empty());
}

TEST_CASE("means: the file has a row per sector and kind, names kept from being run") {
  auto map = three_rows();
  map.sectors[1].name = "=SUM(A1)";
  const auto posts = sheet({{"A", "Sages-femmes", 3.0, {}, {}}});
  const auto page = page_of(map, {formula("Sages-femmes", "naissances", 200)}, posts, {{3}, {}, 1.0});
  CHECK(means_csv(page) ==
        "sector,name,kind,amount,need,present,posts,change,load_present,load\n"
        "A,Secteur A,Sages-femmes,400,2,3,1,-2,133.333,400\n"
        "B,'=SUM(A1),Sages-femmes,400,2,0,1,1,,400\n"
        "C,Secteur C,Sages-femmes,300,1.5,0,1,1,,300\n");
}

TEST_CASE("means: lines of posts that cannot be kept") {
  const auto refused = [](const std::vector<PostsLine>& lines) {
    const auto done = check(lines);
    return done ? std::string() : done.problem().code + done.problem().field;
  };
  CHECK(refused({{"A", "x", 1, 0.5, 2.0}, {"A", "y", 1, {}, {}}, {"B", "x", 0, {}, {}}}).empty());
  CHECK(refused({{"A", "x", 1, {}, {}}, {"A", "x", 2, {}, {}}}) == "planning.posts_twice/lines/1");
  CHECK(refused({{"A", "x", -1, {}, {}}}) == "planning.outside/lines/0/present");
  CHECK(refused({{"A", "x", 1, 20000.0, {}}}) == "planning.outside/lines/0/floor");
  CHECK(refused({{"A", "x", 1, {}, -0.5}}) == "planning.outside/lines/0/cap");
  CHECK(refused({{"A", "x", 1, 2.0, 1.0}}) == "planning.floor_above_cap/lines/0");
}

TEST_CASE("formulas: dated, both days included") {
  Formula one = formula("Accueil", "", 500);
  CHECK_FALSE(in_force(one, Date(2019, 12, 31)));
  CHECK(in_force(one, Date(2020, 1, 1)));
  CHECK(in_force(one, Date(2090, 1, 1)));
  one.valid_to = "2025-12-31";
  CHECK(in_force(one, Date(2025, 12, 31)));
  CHECK_FALSE(in_force(one, Date(2026, 1, 1)));
}

TEST_CASE("formulas: what is asked is cleaned, and refused by field") {
  const std::vector<territory::Quantity> known{births(100)};
  NewFormula asked{" Assistants sociaux ", Measure::post, "naissances", 4400, Date(2026, 1, 1), {},
                   " Délibération 12 "};
  const auto good = check(asked, known);
  REQUIRE(good);
  CHECK(good->kind == "Assistants sociaux");
  CHECK(good->reference == "Délibération 12");
  CHECK(good->quantity_name == "Naissances");
  CHECK(good->valid_to.empty());
  CHECK_FALSE(good->law);
  const auto refused = [&](auto change) {
    NewFormula wrong = asked;
    change(wrong);
    const auto done = check(wrong, known);
    REQUIRE_FALSE(done);
    return done.problem().code + done.problem().field;
  };
  CHECK(refused([](auto& one) { one.kind = " "; }) == "planning.text_length/kind");
  CHECK(refused([](auto& one) { one.kind = std::string(61, 'x'); }) == "planning.text_length/kind");
  CHECK(refused([](auto& one) { one.reference = "x"; }) == "planning.text_length/reference");
  CHECK(refused([](auto& one) { one.per_post = 0; }) == "planning.outside/per_post");
  CHECK(refused([](auto& one) { one.per_post = 10'000'001; }) == "planning.outside/per_post");
  CHECK(refused([](auto& one) { one.valid_to = Date(2025, 1, 1); }) == "planning.formula_dates/valid_to");
  CHECK(refused([](auto& one) { one.quantity = "rsa"; }) == "planning.unknown_quantity/quantity");
}
