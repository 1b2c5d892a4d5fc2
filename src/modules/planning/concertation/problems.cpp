#include "modules/planning/concertation/concertation.hpp"

namespace maillage::planning {
namespace {

constexpr ProblemRow kProblems[] = {
    {"planning.unknown_concertation", 404,
     "Aucune concertation n’est publiée à cette adresse : le lien est incomplet, ou la page a été retirée. Demandez le "
     "lien au service qui vous l’a donné.",
     "No concertation is published at this address: the link is incomplete, or the page has been withdrawn. Ask for "
     "the link from the service that gave it to you."},
    {"planning.concertation_closed", 409,
     "La concertation est close : la page se lit toujours, mais ne reçoit plus de remarque.",
     "The concertation is closed: the page can still be read, but takes no more remarks."},
    {"planning.concertation_full", 409,
     "Cette concertation a reçu autant de remarques qu’elle peut en tenir. Adressez la vôtre au service qui vous a "
     "donné "
     "le lien.",
     "This concertation has received as many remarks as it can hold. Send yours to the service that gave you the "
     "link."},
    {"planning.concertation_ended", 409,
     "Cette concertation a déjà été close ou retirée : la liste vient d’être remise à jour.",
     "This concertation has already been closed or withdrawn: the list has been brought up to date."},
    {"planning.past_closing", 422, "La concertation se clôt au plus tôt aujourd’hui : choisissez un jour à venir.",
     "The concertation closes today at the earliest: choose a day to come."},
    {"planning.rejected_scenario", 409,
     "Un scénario rejeté ne se présente pas au public : partez d’une copie, ou d’un autre scénario.",
     "A rejected scenario is not shown to the public: start from a copy, or from another scenario."},
    {"planning.text_length", 422, "Ce texte compte {count} caractères : il en faut de {low} à {high}.",
     "This text has {count} characters: it needs {low} to {high}."},
    {"planning.unseen_characters", 422,
     "Ce texte contient des caractères invisibles, qui viennent souvent d’un copier-coller : tapez-le à nouveau.",
     "This text holds invisible characters, which often come from copying and pasting: type it again."},
    {"planning.unknown_remark", 404, "Cette remarque n’existe pas dans ce scénario.",
     "This scenario holds no such remark."},
    {"planning.remark_changed", 409,
     "{by} a traité cette remarque entre-temps : relisez-la avant de décider à nouveau.",
     "{by} dealt with this remark meanwhile: read it again before deciding anew."},
    {"planning.remark_unchanged", 409, "Cette remarque est déjà à cet état : rien n’a été changé.",
     "This remark is already in that state: nothing was changed."},
};

}  // namespace

std::span<const ProblemRow> concertation_problems() { return kProblems; }

}  // namespace maillage::planning
