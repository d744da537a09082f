// Reads records of one policy, and the history of earlier decisions. Keeps its memory from one line to the next.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "../policy.h"

namespace polrt {

// What is wrong with a record, for the `errors` of an invalid decision line.
struct Problem {
  std::string path;        // "claim.tumour.organ"; empty where there is none
  std::string expected;    // in plain words
  std::string got;         // the raw text, shortened
  bool shows_got;          // not of undeclared keys (nobody said what they hold), nor of personal fields
  std::string meant = {};  // the path of what a key is a slip for, which is not complained about as well
};

enum class Fault : std::uint8_t { malformed, out_of_range, missing, empty };

// What should have stood there, in plain words.
std::string expected_of(const Policy& policy, const Fact& fact, Fault fault);
inline constexpr const char* object_expected = "an object with fields in it: {...}";
// "one of a, b, c"; long lists are cut.
std::string one_of(const NameTable& names);
std::uint32_t nearest_name(std::string_view key, const NameTable& names);  // none where none is near
std::string did_you_mean(std::string_view key, const NameTable& names);    // nothing where none is near; it allocates, as all complaints do
// At most 60 characters.
std::string shortened(std::string_view text);

class Reader {
 public:
  explicit Reader(const Policy& policy);

  polrt_status read(std::string_view line, polrt_input& input);
  polrt_status take(const std::uint64_t* record, polrt_input& input);
  polrt_status read_history(std::string_view line, polrt_text& certificate, std::string& sentence);

  std::size_t record_size() const noexcept { return policy_.record.size; }
  bool is_ready() const noexcept { return policy_.is_bound(); }
  // Values for all parameters, from one JSON object; what is wrong is among the problems then.
  void read_parameters(std::string_view json, Bound& bound);
  const std::vector<Problem>& problems() const noexcept { return problems_; }
  const std::vector<polrt_entry>& entries() const noexcept { return entries_; }
  const polrt_text& certificate() const noexcept { return certificate_; }
  const polrt_text& id() const noexcept { return id_; }

 private:
  using Document = simdjson::ondemand::document;
  using Object = simdjson::ondemand::object;
  using Field = simdjson::ondemand::field;
  using Value = simdjson::ondemand::value;

  // the line as a whole (json_record.cpp)
  bool open(std::string_view line, Document& document);
  void start();
  polrt_status finish(polrt_input& input);
  std::uint32_t pick_question(Document& document, bool& is_sound);
  void read_whole(std::string_view line);
  void read_root(Object& root);
  void read_root_field(std::string_view key, Value& value);
  void read_block(std::uint32_t k, Object& object);
  std::uint32_t member_of(Field& field, const Block& block, std::uint32_t next, std::string_view& key);
  void read_member(std::uint32_t k, Value& value);
  void read_nested(std::uint32_t k, Value& value);
  bool key_of(Field& field, std::string_view& key);
  void check_question();
  void check_keys();
  void take_ids();

  // one value (json_value.cpp)
  std::string_view token_of(Value& value) const;
  bool text_of(Value& value, std::string_view token, std::string_view& text);
  void read_leaf(const Fact& fact, Value& value);
  bool read_value(const Fact& fact, std::string_view token, Value& value, Fault& fault);
  bool read_number(const Fact& fact, std::string_view token, Value& value, Fault& fault);
  bool read_date(const Fact& fact, std::string_view token, Value& value, Fault& fault);
  void read_null(const Fact& fact, std::string_view token);
  void read_set(const Fact& fact, Value& value);
  bool read_members(const Fact& fact, Value& value, std::uint64_t& members);

  // lists (json_list.cpp)
  void read_list(std::uint32_t k, Value& value);
  void read_element(std::uint32_t k, std::uint64_t position, Value& value);
  void link_elements() noexcept;

  // a struct that the host filled (struct_record.cpp)
  struct Source {  // planes and values: the record, or an element of a list
    const std::uint64_t* words;
    const Layout& layout;

    const std::uint64_t* known() const noexcept { return words; }
    const std::uint64_t* found() const noexcept { return words + layout.plane_words; }
  };
  void pick_asked(const std::uint64_t* found);
  bool is_asked_about(const Fact& fact) const noexcept;
  bool was_begun(const Source& source);
  void take_facts(const Source& source);
  void take_fact(const Source& source, const Fact& fact);
  void take_leaf(const Source& source, const Fact& fact);
  void take_list(const Source& source, const Fact& fact);
  void believe(const Source& source);
  void complain_value(const Fact& fact, Fault fault, std::string got);

  // parameters (json_parameters.cpp, parameter_rows.cpp)
  void read_each_parameter(Object& root);
  void check_bound();
  void check_conditions(const Parameter& parameter);
  void check_none(const Parameter& parameter);
  void check_band(const Fact& band);
  void check_overlaps(const Block& bands);
  void read_rows(std::uint32_t k, Object& object);
  void read_rows_by(std::uint32_t list, std::uint32_t key, Object& object, std::vector<std::uint64_t>& row);
  bool read_row_key(const Fact& key, std::string_view text, std::vector<std::uint64_t>& row);
  void sort_rows(const Fact& list);
  bool is_bound(const Fact& fact) const noexcept { return has_bit(place_.words + place_.plane_words, fact.bit); }
  std::int64_t bound_number(const Fact& fact) const noexcept;

  // earlier decisions (json_history.cpp)
  bool read_history_root(Object& root, polrt_text& certificate, std::string& sentence);
  bool read_entries(Value& value, std::string& sentence);
  bool read_entry(Value& value, polrt_entry& entry, std::string& sentence);
  bool read_entry_field(std::string_view key, Value& value, polrt_entry& entry, unsigned& seen, std::string& sentence);

  void complain(std::string_view path, std::string expected);
  void complain(const Fact& fact, std::string expected, std::string_view token);
  void complain_element(const Fact& list, std::string_view token);
  void complain_structure(simdjson::error_code error);
  void complain_undeclared(std::string_view parent, std::string_view key, const NameTable& names);
  std::string path_of(const Fact& fact) const;
  std::string block_path(const Fact& fact) const;
  bool complained_at(std::string_view path) const noexcept;
  std::string_view raw_of(std::string_view token) const noexcept;

  template <class T>
  void store(const Fact& fact, const T& value) noexcept {
    std::memcpy(reinterpret_cast<std::byte*>(place_.words) + fact.offset, &value, sizeof value);
  }
  void give(const Fact& fact) noexcept {
    set_bit(place_.words, fact.bit);
    set_bit(place_.words + place_.plane_words, fact.bit);
  }
  bool is_found(const Fact& fact) const noexcept { return has_bit(record_.data() + policy_.record.plane_words, fact.bit); }

  // Where values go: the record, or an element of a list.
  struct Place {
    std::uint64_t* words;
    std::uint32_t plane_words;
    std::uint64_t* seen;  // plane: keys that stood there, null or not
    // Of the element in each list around it, the outermost first.
    std::array<std::uint64_t, most_lists_around> positions;
    std::size_t depth;  // how many these are
  };
  // That of an element of a list that lies in this place.
  Place element_place(std::uint64_t* words, const Layout& layout, std::uint64_t position) noexcept;

  const Policy& policy_;
  simdjson::ondemand::parser parser_;
  std::unique_ptr<char[]> line_;  // the line and the padding that the parser may read
  std::size_t capacity_ = 0;      // bytes of line that fit
  std::size_t size_ = 0;

  const Question* question_ = nullptr;
  std::uint32_t questions_asked_ = 0;
  bool broken_ = false;  // the line is not JSON: nothing after this place can be believed
  std::vector<std::uint64_t> record_;
  std::vector<std::uint64_t> seen_, element_seen_;    // of elements a plane for each depth
  std::size_t element_words_ = 0;                     // of such a plane
  std::vector<std::vector<std::uint64_t>> elements_;  // of each list, one after another; of lists within elements those of all of them
  Place place_{};
  std::string row_path_;  // of the row of a parameter that is being read
  std::vector<bool> seen_questions_;
  std::vector<Problem> problems_;
  polrt_text certificate_{}, id_{};
  std::vector<polrt_entry> entries_;
};

}  // namespace polrt

struct polrt_reader {
  explicit polrt_reader(const polrt::Policy& policy) : reader(policy) {}
  polrt::Reader reader;
};
