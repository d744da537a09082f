#include "format/page.h"

#include <algorithm>

namespace pol::format {

namespace {

constexpr std::uint32_t before_remark = 6;  // spaces, so that a remark is not read as part of the line

struct Row {
  std::uint32_t width = 0;
  std::string text;
  std::string_view remark;  // the comment behind the words
  bool blank_before = false;
};

class Page {
 public:
  Page(const SourceFile& source, const syntax::Outline& outline, const std::vector<Place>& places, const std::vector<Between>& between)
      : source_(source), words_(outline.words), places_(places), between_(between) {}

  std::string written() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const bool broken = comments_before(i);
      word(i, broken);
    }
    comments_before(words_.size());
    return together();
  }

 private:
  std::string_view text(std::size_t word) const { return source_.text_of(words_[word].span); }

  // No empty line stands at the head of the file, inside a line, right behind an opening brace or right before a closing one.
  bool blank_allowed(std::size_t word, bool behind_comment) const {
    if (rows_.empty() || !places_[word].new_row) return false;
    return behind_comment || word == 0 || text(word - 1) != "{";
  }

  // Whether there were any: then the word cannot go on with the row.
  bool comments_before(std::size_t word) {
    bool behind_comment = false;
    for (const Comment& comment : between_[word].comments) {
      if (comment.place == CommentPlace::behind_word) {
        rows_.back().remark = comment.text;
      } else {
        const bool blank = comment.blank_before && blank_allowed(word, behind_comment);
        const bool continued = comment.place == CommentPlace::continued;
        begin_row(continued ? 0 : places_[word].comments, blank);
        if (continued)
          rows_.back().remark = comment.text;
        else
          append(0, comment.text);
      }
      behind_comment = true;
    }
    return behind_comment;
  }

  void begin_row(std::uint32_t indent, bool blank_before) { rows_.push_back({indent, std::string(indent, ' '), {}, blank_before}); }
  void append(std::uint32_t gap, std::string_view text) {
    Row& row = rows_.back();
    row.text.append(gap, ' ').append(text);
    row.width += gap + width_of(text);
  }

  void word(std::size_t i, bool broken) {
    const Place& place = places_[i];
    if (place.new_row) {
      const bool closing = text(i) == "}";
      begin_row(place.indent, between_[i].blank_before && !closing && blank_allowed(i, broken));
      return append(0, text(i));
    }
    const std::uint32_t width = rows_.empty() ? 0 : rows_.back().width;
    const std::uint32_t gap = std::max(place.gap, place.column > width ? place.column - width : 0);
    if (broken || (place.may_break && width + gap + unbroken(i) > widest_row)) {
      begin_row(place.hang, false);
      return append(0, text(i));
    }
    append(gap, text(i));
  }

  // How far the row goes on at least if this word stands on it.
  std::uint32_t unbroken(std::size_t first) const {
    std::uint32_t width = width_of(text(first));
    for (std::size_t i = first + 1; i < words_.size() && width <= widest_row; ++i) {
      if (places_[i].new_row || places_[i].may_break || !between_[i].comments.empty()) break;
      width += places_[i].gap + width_of(text(i));
    }
    return width;
  }

  // Remarks of rows that follow each other stand in one column.
  std::string together() {
    std::string all;
    for (std::size_t first = 0; first < rows_.size();) {
      std::size_t end = first + 1;
      std::uint32_t widest = rows_[first].width;
      while (!rows_[first].remark.empty() && end < rows_.size() && !rows_[end].remark.empty() && !rows_[end].blank_before)
        widest = std::max(widest, rows_[end++].width);
      for (; first < end; ++first) add(all, rows_[first], widest + before_remark);
    }
    return all;
  }

  static void add(std::string& all, const Row& row, std::uint32_t column) {
    if (row.blank_before) all += '\n';
    all += row.text;
    if (!row.remark.empty()) all.append(column - row.width, ' ').append(row.remark);
    all += '\n';
  }

  const SourceFile& source_;
  const std::vector<syntax::OutlineWord>& words_;
  const std::vector<Place>& places_;
  const std::vector<Between>& between_;
  std::vector<Row> rows_;
};

}  // namespace

std::string write(const SourceFile& source, const syntax::Outline& outline, const std::vector<Place>& places,
                  const std::vector<Between>& between) {
  return Page(source, outline, places, between).written();
}

}  // namespace pol::format
