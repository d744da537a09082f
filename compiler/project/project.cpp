#include "project/project.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>
#include <vector>

#include "base/similar.h"
#include "project/standard.h"
#include "syntax/parse.h"
#include "syntax/survey.h"

namespace pol::project {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view standard_folder = "stdlib/";

// Two paths to one file are one file.
std::string identity_of(const std::string& path) {
  std::error_code error;
  const fs::path canonical = fs::weakly_canonical(path, error);
  return path.starts_with(standard_folder) || error ? path : canonical.string();
}

std::string path_from(const std::string& file, const std::string& use) {
  return (fs::path(file).parent_path() / use).lexically_normal().string();
}

// One file while those it uses are read, for the circle that leads back to it.
struct Open {
  std::string identity;
  std::string name;  // as `use` wrote it
};

// The units of a file and of all that it uses, before any of them is parsed: a number is read with its unit wherever that is declared.
class Units {
 public:
  void gather(const std::string& path, const SourceFile& source) {
    if (!seen_.insert(identity_of(path)).second) return;
    syntax::Survey found = syntax::survey(source);
    units.merge(found.units);
    for (const std::string& use : found.uses) {
      if (!use.starts_with(standard_folder) && !fs::path(use).is_absolute()) gather_from(path_from(path, use));
    }
  }
  void gather_from(const std::string& path) {
    const auto loaded = load(path);
    if (const auto* source = std::get_if<SourceFile>(&loaded)) gather(path, *source);
  }

  std::set<std::string> units;

 private:
  std::set<std::string> seen_;
};

class Reader {
 public:
  Reader(Project& project, Sink& sink, std::set<std::string> units) : project_(project), sink_(sink), units_(std::move(units)) {}

  void read(const std::string& path, std::string text, const std::string& name) {
    const SourceFile* source = project_.sources.add(path, std::move(text));
    if (!source) return;  // 4 GiB of wording: the file that is too much was loaded only up to its own limit
    project_.file.files.push_back({source->base(), source->base() + static_cast<std::uint32_t>(source->text().size())});
    open_.push_back({identity_of(path), name});
    read_.push_back(open_.back().identity);
    ast::File file = syntax::parse(*source, sink_, {}, units_);
    project_.file.is_whole = project_.file.is_whole && file.is_whole;
    project_.file.lost.merge(file.lost);
    for (ast::Declaration& declaration : file.declarations) {
      if (const auto* use = std::get_if<ast::Use>(&declaration)) follow(path, *use);
    }
    for (ast::Declaration& declaration : file.declarations) {
      if (is_taken_over(declaration)) project_.file.declarations.push_back(std::move(declaration));
    }
    open_.pop_back();
  }

 private:
  // The examples of the standard library are its own, not those of every wording that uses it.
  bool is_taken_over(const ast::Declaration& declaration) const {
    if (std::holds_alternative<ast::Use>(declaration)) return false;
    const bool is_example = std::holds_alternative<ast::Example>(declaration) || std::holds_alternative<ast::Sample>(declaration);
    return !is_example || open_.size() == 1 || !open_.back().identity.starts_with(standard_folder);
  }

  void follow(const std::string& from, const ast::Use& use) {
    const std::size_t read = read_.size();
    const std::string& written = use.path.value;
    follow(from, use, written);
    if (read_.size() == read && !is_known(from, written)) project_.file.lacks_files = true;
  }
  bool is_known(const std::string& from, const std::string& written) const {
    const std::string identity = identity_of(written.starts_with(standard_folder) ? written : path_from(from, written));
    return std::find(read_.begin(), read_.end(), identity) != read_.end();
  }

  void follow(const std::string& from, const ast::Use& use, const std::string& written) {
    if (written.starts_with(standard_folder)) return follow_standard(use);
    if (from.starts_with(standard_folder) || fs::path(written).is_absolute()) {
      sink_.report(Message::used_path_not_relative, use.path.span, {written});
      return;
    }
    const std::string path = path_from(from, written);
    if (is_there(path, use)) return;
    auto loaded = load(path);
    if (const auto* failure = std::get_if<LoadFailure>(&loaded))
      sink_.report(Message::used_file_not_readable, use.path.span, {failure->sentence});
    else
      read(path, std::string(std::get<SourceFile>(loaded).text()), written);
  }

  void follow_standard(const ast::Use& use) {
    const std::string& written = use.path.value;
    if (is_there(written, use)) return;
    const auto& files = standard_files();
    const auto found = std::find_if(files.begin(), files.end(), [&](const StandardFile& file) { return file.path == written; });
    if (found != files.end()) return read(written, std::string(found->text), written);
    std::vector<std::string> names;
    std::string listed;
    for (const StandardFile& file : files) {
      names.emplace_back(file.path);
      listed += (listed.empty() ? "`" : ", `") + names.back() + "`";
    }
    if (const auto near = nearest(written, names))
      sink_.report(Message::misspelt_standard_file, use.path.span, {written, *near});
    else
      sink_.report(Message::unknown_standard_file, use.path.span, {written, listed});
  }

  // Read already, or being read: a circle.
  bool is_there(const std::string& path, const ast::Use& use) {
    const std::string identity = identity_of(path);
    const auto first = std::find_if(open_.begin(), open_.end(), [&](const Open& open) { return open.identity == identity; });
    if (first != open_.end()) {
      std::string way;
      for (auto at = first; at != open_.end(); ++at) way += at->name + ", ";
      sink_.report(Message::use_in_a_circle, use.path.span, {use.path.value, way + first->name});
      return true;
    }
    return std::find(read_.begin(), read_.end(), identity) != read_.end();
  }

  Project& project_;
  Sink& sink_;
  std::set<std::string> units_;
  std::vector<Open> open_;  // outermost first
  std::vector<std::string> read_;
};

}  // namespace

Project read(SourceFile main, Sink& sink) {
  Units found;
  found.gather(main.path(), main);
  Project project;
  Reader(project, sink, std::move(found.units)).read(main.path(), std::string(main.text()), fs::path(main.path()).filename().string());
  return project;
}

std::variant<Project, LoadFailure> read(const std::string& path, Sink& sink) {
  auto loaded = load(path);
  if (auto* failure = std::get_if<LoadFailure>(&loaded)) return std::move(*failure);
  return read(std::move(std::get<SourceFile>(loaded)), sink);
}

std::set<std::string> units_around(const std::string& path) {
  Units found;
  found.gather_from(path);
  std::error_code error;
  const fs::path folder = fs::path(path).parent_path();
  for (fs::directory_iterator at(folder.empty() ? fs::path(".") : folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".pol") found.gather_from(at->path().string());
  }
  return std::move(found.units);
}

}  // namespace pol::project
