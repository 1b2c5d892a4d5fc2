// How the constant tables of describe.hpp are made. Include describe.hpp instead.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <concepts>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace maillage::describe {

template <class T>
concept ScalarValue = requires(const T value, std::string_view text) {
  { T::parse(text) } -> std::same_as<std::optional<T>>;
  { value.str() } -> std::convertible_to<std::string>;
  { T::schema() } -> std::convertible_to<std::string_view>;
};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_list : std::false_type {};
template <class T>
struct is_list<std::vector<T>> : std::true_type {};

namespace detail {

// "maillage::territory::PlaceRow" → "PlaceRow", taken from the compiler's own spelling of the type.
template <class T>
constexpr std::string_view short_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  text = text.substr(text.find("T = ") + 4);
  text = text.substr(0, text.find_first_of(";]"));
  return text.substr(text.rfind(':') == text.npos ? 0 : text.rfind(':') + 1);
}

template <class E>
struct EnumNames {
  template <template <class...> class L, class... D>
  static constexpr auto list(L<D...>) {
    return std::array<std::string_view, sizeof...(D)>{D::name...};
  }
  template <template <class...> class L, class... D>
  static constexpr bool numbered_from_zero(L<D...>) {
    int next = 0;
    return ((static_cast<int>(D::value) == next++) && ...);
  }
  using Described = boost::describe::describe_enumerators<E>;
  static_assert(numbered_from_zero(Described{}), "described enums are numbered from 0");
  static constexpr auto value = list(Described{});
};

template <class T, class D>
void* member_at(void* record) {
  return &(static_cast<T*>(record)->*D::pointer);
}
template <class T>
struct Members {
  template <template <class...> class L, class... D>
  static constexpr auto list(L<D...>) {
    return std::array<Field, sizeof...(D)>{Field{
        D::name, &TypeOf<std::remove_cvref_t<decltype(std::declval<T>().*D::pointer)>>::value, &member_at<T, D>}...};
  }
  static constexpr auto value = list(boost::describe::describe_members<T, boost::describe::mod_public>{});
};

template <class T>
constexpr void make_integer(Type& type) {
  type.kind = std::is_same_v<T, bool> ? Kind::boolean : std::is_enum_v<T> ? Kind::enumeration : Kind::integer;
  type.get_integer = [](const void* p) { return static_cast<std::int64_t>(*static_cast<const T*>(p)); };
  type.set_integer = [](void* p, std::int64_t v) { *static_cast<T*>(p) = static_cast<T>(v); };
  if constexpr (std::is_enum_v<T>) {
    type.name = short_name<T>();
    type.names = EnumNames<T>::value;
    type.fits = [](std::int64_t v) { return v >= 0 && v < static_cast<std::int64_t>(EnumNames<T>::value.size()); };
  } else {
    type.fits = [](std::int64_t v) { return std::in_range<std::conditional_t<std::is_same_v<T, bool>, int, T>>(v); };
  }
}

template <class T>
constexpr void make_container(Type& type) {
  type.element = &TypeOf<typename T::value_type>::value;
  type.clear = [](void* p) { *static_cast<T*>(p) = T{}; };
  if constexpr (is_optional<T>::value) {
    type.kind = Kind::optional;
    type.size = [](const void* p) { return std::size_t{static_cast<const T*>(p)->has_value()}; };
    type.item = [](void* p, std::size_t) -> void* { return &**static_cast<T*>(p); };
    type.add = [](void* p) -> void* { return &static_cast<T*>(p)->emplace(); };
  } else {
    static_assert(!std::is_same_v<T, std::vector<bool>>, "a list of bool has no addressable items");
    type.kind = Kind::list;
    type.size = [](const void* p) { return static_cast<const T*>(p)->size(); };
    type.item = [](void* p, std::size_t i) -> void* { return &(*static_cast<T*>(p))[i]; };
    type.add = [](void* p) -> void* { return &static_cast<T*>(p)->emplace_back(); };
  }
}

template <class T>
constexpr void make_scalar(Type& type) {
  type.kind = Kind::scalar;
  type.schema = T::schema();
  type.print = [](const void* p, std::string& out) { out += static_cast<const T*>(p)->str(); };
  type.parse = [](void* p, std::string_view text) {
    auto value = T::parse(text);
    if (value) *static_cast<T*>(p) = *std::move(value);
    return value.has_value();
  };
}

template <class T>
constexpr Type make() {
  Type type{};
  if constexpr (std::is_same_v<T, std::byte>) {
    make_integer<std::uint8_t>(type);
  } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
    make_integer<T>(type);
  } else if constexpr (std::is_same_v<T, double>) {
    type.kind = Kind::real;
  } else if constexpr (std::is_same_v<T, std::string>) {
    type.kind = Kind::text;
  } else if constexpr (ScalarValue<T>) {
    make_scalar<T>(type);
  } else if constexpr (is_optional<T>::value || is_list<T>::value) {
    make_container<T>(type);
  } else {
    type.kind = Kind::record;
    type.name = short_name<T>();
    type.fields = Members<T>::value;
  }
  return type;
}

}  // namespace detail

template <class T>
constinit const Type TypeOf<T>::value = detail::make<T>();

}  // namespace maillage::describe
