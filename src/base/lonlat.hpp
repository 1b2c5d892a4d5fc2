// Between Lambert-93 metres and degrees.
#pragma once

#include "base/point.hpp"

namespace maillage {

// Degrees for metres, by the inverse of the conic as IGN publishes it (algorithms 0002 and 0004 of note NT/G 71), to
// better than a centimetre. RGF93 and WGS 84 are taken for one. The point must be finite.
LonLat lonlat_of(Lambert93 point);

// Metres for degrees, by the same conic, to a tenth of a millimetre. The latitude lies between -89 and 89.
Lambert93 lambert93_of(LonLat position);

}  // namespace maillage
