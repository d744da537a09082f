// How parsing goes on after a slip of the pen: the item, heading or declaration it stands in is passed over as a whole, and every slip is
// complained about once. ANTLR's own strategy guesses word by word, which gives cascades.
#pragma once

#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <vector>

#include "antlr4-runtime.h"

#include "syntax/syntax_errors.h"

namespace pol::syntax {

class Recovery final : public antlr4::DefaultErrorStrategy {
 public:
  // A misspelt word is read as what it was meant to be, and its type changed in `words` too.
  Recovery(const SourceFile& source, std::vector<Word>& words, Complaints& complaints);

  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& slip) override;
  void recover(antlr4::Parser* parser, std::exception_ptr slip) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void sync(antlr4::Parser* parser) override;

  struct Lost {
    std::size_t begin, end;  // words
  };
  const std::vector<Lost>& lost() const { return lost_; }  // what was passed over

 private:
  bool begins_item(std::size_t block, std::size_t index) const;
  bool fits(std::size_t block, std::size_t index, const antlr4::misc::IntervalSet& expected) const;
  std::optional<std::size_t> complain_between_items(std::size_t block, std::size_t index);
  void between_items(antlr4::Parser* parser, std::size_t block);
  void between_declarations(antlr4::Parser* parser);
  void skip_to_item(antlr4::Parser* parser, std::size_t block, bool pass_one);
  void skip_to_body(antlr4::Parser* parser);
  void skip_to_declaration(antlr4::Parser* parser);
  void finish_block(antlr4::Parser* parser, std::exception_ptr slip);
  bool ends_everything(std::size_t index) const;
  void cut_short(antlr4::Parser* parser, std::size_t index);
  void read_as(antlr4::Parser* parser, std::size_t type);
  antlr4::Token* as_if_there(std::size_t type);

  std::vector<Word>& words_;
  Layout layout_;
  Complaints& complaints_;
  SyntaxErrors errors_;
  std::size_t errors_before_declaration_ = 0;
  std::size_t recovered_at_ = static_cast<std::size_t>(-1);  // the word; at the same one again, it has to be passed over
  std::vector<std::unique_ptr<antlr4::Token>> supplied_;
  std::vector<Lost> lost_;
};

}  // namespace pol::syntax
