// All that the public sends and receives. No other record leaves by an open route.
#pragma once

#include "modules/planning/concertation/picture.hpp"

namespace maillage::planning {

struct PublicQuery {
  std::string key;
};
BOOST_DESCRIBE_STRUCT(PublicQuery, (), (key))

struct PublicPlaceCount {
  std::string place;  // code; "" = the whole map
  std::int64_t remarks = 0;
};
BOOST_DESCRIBE_STRUCT(PublicPlaceCount, (), (place, remarks))

struct PublicConcertation {
  std::string title, presentation;
  Date opened_on, closes_on;  // the last day included
  bool open = false;          // remarks are taken today
  std::int64_t received = 0;  // remarks, published or not
  std::int64_t published = 0;
  std::vector<PublicPlaceCount> places;  // published remarks of each place that has some
  PublicPicture picture;
};
BOOST_DESCRIBE_STRUCT(PublicConcertation, (),
                      (title, presentation, opened_on, closes_on, open, received, published, places, picture))

// `place`: a code, or "whole" for the remarks of the whole map.
struct PublicRemarksQuery {
  std::string key;
  std::string place;
  std::int32_t offset = 0, limit = 20;
};
BOOST_DESCRIBE_STRUCT(PublicRemarksQuery, (), (key, place, offset, limit))

struct PublicRemark {
  std::string place, place_name;
  std::string content;
  Date received_on;
  std::string answer;  // "" = none
  Date published_on;
};
BOOST_DESCRIBE_STRUCT(PublicRemark, (), (place, place_name, content, received_on, answer, published_on))

struct PublicRemarks {
  std::int64_t total = 0;
  std::vector<PublicRemark> items;  // newest first
};
BOOST_DESCRIBE_STRUCT(PublicRemarks, (), (total, items))

struct NewRemark {
  std::string place;  // code; "" = the whole map
  std::string content;
};
BOOST_DESCRIBE_STRUCT(NewRemark, (), (place, content))

// What becomes of a remark once it is sent, in both languages.
struct RemarkReceipt {
  Date received_on;
  std::string place_name;
  std::string notice_fr, notice_en;
};
BOOST_DESCRIBE_STRUCT(RemarkReceipt, (), (received_on, place_name, notice_fr, notice_en))

}  // namespace maillage::planning
