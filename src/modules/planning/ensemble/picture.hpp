// What a draw shows: the distribution of each measure, in figures and as a histogram.
#pragma once

#include <boost/describe.hpp>

#include "engines/districting/ensemble.hpp"

namespace maillage::planning {

enum class MeasureKind { inertia, cut_edges, border_km, max_deviation, moved };  // smaller is better for all
BOOST_DESCRIBE_ENUM(MeasureKind, inertia, cut_edges, border_km, max_deviation, moved)

struct QuantileView {
  double share = 0;  // of the maps at or below `value`
  double value = 0;
};
BOOST_DESCRIBE_STRUCT(QuantileView, (), (share, value))

// Classes of equal width: class n holds the values from low + n × step to the next.
struct Histogram {
  double low = 0;
  double step = 1;
  std::vector<double> shares;  // of the maps in each class
};
BOOST_DESCRIBE_STRUCT(Histogram, (), (low, step, shares))

struct MeasureView {
  MeasureKind kind = MeasureKind::inertia;
  std::string mission;  // of `moved`: whose present map
  double mean = 0;
  double deviation = 0;  // standard
  double least = 0, most = 0;
  std::vector<QuantileView> quantiles;
  std::optional<double> r_hat;  // absent when it is not known, or when chains have nothing in common
  double independent = 0;       // maps drawn independently that would say as much
  bool agreed = false;          // the chains agree: places among these maps may be quoted
  Histogram histogram;
};
BOOST_DESCRIBE_STRUCT(MeasureView, (),
                      (kind, mission, mean, deviation, least, most, quantiles, r_hat, independent, agreed, histogram))

// A draw as it stands.
struct DrawView {
  std::int64_t maps = 0;
  std::int32_t chains = 0;
  double seconds = 0;
  bool complete = false;  // all the maps that were asked
  bool agreed = false;    // for every measure
  std::vector<MeasureView> measures;
};
BOOST_DESCRIBE_STRUCT(DrawView, (), (maps, chains, seconds, complete, agreed, measures))

// The picture of an ensemble drawn against the present maps of `missions`.
DrawView view_of(const engines::districting::Ensemble& ensemble, const std::vector<std::string>& missions);

// Classes of a round width (1, 2 or 5 times a power of ten), at most 40 of them, from the least to the most.
Histogram histogram_of(const engines::districting::Distribution& distribution);

}  // namespace maillage::planning
