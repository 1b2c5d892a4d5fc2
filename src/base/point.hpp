// Two ways to say where, that cannot be mistaken for each other.
#pragma once

namespace maillage {

// Degrees, WGS 84 (EPSG:4326).
struct LonLat {
  double lon = 0;
  double lat = 0;
};

// Metres, RGF93 / Lambert-93 (EPSG:2154).
struct Lambert93 {
  double x = 0;
  double y = 0;
};

}  // namespace maillage
