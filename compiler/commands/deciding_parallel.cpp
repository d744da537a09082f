// Several threads. Records are read in batches; each thread finds the certificates of its share of a batch, then decides the records of the
// certificates that are its own. While they do, the next batch is read, and the lines of the last one are written in order.
#include <algorithm>
#include <atomic>
#include <barrier>
#include <exception>
#include <thread>
#include <vector>

#include "commands/certificate_key.h"
#include "commands/deciding.h"

namespace pol::commands {

namespace {

constexpr std::size_t most_records = 8192, most_bytes = 4u << 20;  // of a batch

struct Item {
  std::size_t offset = 0, size = 0;  // in the batch's text
  std::uint64_t number = 0, line = 0;
  std::size_t refusal = 0;  // 1 + which of the batch's; 0: the record can be read
  unsigned owner = 0;
  std::size_t from = 0, to = 0;  // of its lines, among those of its owner
};

struct Batch {
  std::string text;
  std::vector<Item> items;
  std::vector<Refusal> refusals;
  std::vector<std::string> lines;  // by thread
  bool wait = false;               // whoever sends records may be waiting for these decisions
};

// The threads. Each owns the certificates that hash to it, with their history.
class Team {
 public:
  Team(const Deciding& deciding, unsigned size)
      : deciding_(deciding), start_(size + 1), done_(size + 1), routed_(size), histories_(size), failures_(size) {
    for (auto& [certificate, entries] : deciding.history) histories_[owner_of(certificate)][certificate] = std::move(entries);
    for (unsigned k = 0; k < size; ++k) engines_.push_back(deciding.engine.another());
    for (unsigned k = 0; k < size; ++k) threads_.emplace_back([this, k] { work(k); });
  }
  ~Team() {
    if (busy_) done_.arrive_and_wait();
    batch_ = nullptr;
    start_.arrive_and_wait();
    for (std::thread& thread : threads_) thread.join();
  }
  Team(const Team&) = delete;
  Team& operator=(const Team&) = delete;

  // The batch must stay as it is until wait().
  void start(Batch& batch) {
    batch.lines.resize(threads_.size());
    batch_ = &batch;
    busy_ = true;
    start_.arrive_and_wait();
  }
  void wait() {
    done_.arrive_and_wait();
    busy_ = false;
    for (const std::exception_ptr& failure : failures_)
      if (failure) std::rethrow_exception(failure);
  }
  bool all_valid() const { return all_valid_; }

 private:
  unsigned owner_of(std::string_view certificate) const { return static_cast<unsigned>(TextHash()(certificate) % histories_.size()); }

  void work(unsigned self) {
    CertificateKey key(deciding_.policy);
    Decider decider(deciding_, *engines_[self], histories_[self]);
    for (start_.arrive_and_wait(); batch_ != nullptr; start_.arrive_and_wait()) {
      guarded(self, [&] { route(self, key); });
      routed_.arrive_and_wait();
      guarded(self, [&] { decide(self, decider); });
      done_.arrive_and_wait();
    }
  }

  template <typename Part>
  void guarded(unsigned self, Part part) {
    try {
      if (!failures_[self]) part();
    } catch (...) {
      failures_[self] = std::current_exception();
    }
  }

  void route(unsigned self, CertificateKey& key) {
    std::vector<Item>& items = batch_->items;
    const std::size_t from = items.size() * self / threads_count(), to = items.size() * (self + 1) / threads_count();
    for (std::size_t k = from; k < to; ++k) items[k].owner = owner_of(key.of(batch_->text.data() + items[k].offset, items[k].size));
  }

  void decide(unsigned self, Decider& decider) {
    std::string& lines = batch_->lines[self];
    lines.clear();
    for (Item& item : batch_->items) {
      if (item.owner != self) continue;
      const Claim claim{std::string_view(batch_->text).substr(item.offset, item.size),
                        item.refusal == 0 ? nullptr : &batch_->refusals[item.refusal - 1], item.number, item.line};
      item.from = lines.size();
      if (!decider.decide(claim, lines)) all_valid_ = false;
      item.to = lines.size();
    }
  }

  std::size_t threads_count() const { return histories_.size(); }

  const Deciding& deciding_;
  std::barrier<> start_, done_, routed_;
  std::vector<History> histories_;
  std::vector<std::exception_ptr> failures_;
  std::vector<std::unique_ptr<Engine>> engines_;
  std::vector<std::thread> threads_;
  Batch* batch_ = nullptr;
  bool busy_ = false;
  std::atomic<bool> all_valid_ = true;
};

// False where there is no record any more.
bool fill(Batch& batch, ClaimSource& source) {
  batch.text.clear();
  batch.items.clear();
  batch.refusals.clear();
  batch.wait = false;
  Claim claim;
  while (!batch.wait && batch.items.size() < most_records && batch.text.size() < most_bytes && source.next(claim)) {
    Item& item = batch.items.emplace_back();
    item.offset = batch.text.size();
    item.size = claim.refusal ? 0 : claim.json.size();
    item.number = claim.number;
    item.line = claim.line;
    if (claim.refusal) {
      batch.refusals.push_back(*claim.refusal);
      item.refusal = batch.refusals.size();
    } else {
      batch.text += claim.json;
    }
    batch.wait = source.has_to_wait();
  }
  batch.text.append(CertificateKey::padding, '\0');
  return !batch.items.empty();
}

bool write(const Deciding& deciding, const Batch& batch, std::string& out) {
  out.clear();
  for (const Item& item : batch.items) out.append(batch.lines[item.owner], item.from, item.to - item.from);
  return deciding.write(out, batch.items.size(), batch.wait);
}

}  // namespace

bool decide_in_parallel(const Deciding& deciding, unsigned jobs) {
  Batch batches[2];  // live longer than the team, which may be at one when this ends
  Team team(deciding, jobs);
  Batch *current = &batches[0], *next = &batches[1];
  std::string out;
  bool wanted = true;
  if (fill(*current, deciding.source)) team.start(*current);
  while (wanted && !current->items.empty()) {
    // What is waited for is written before anything more is read.
    const bool read_ahead = !current->wait && fill(*next, deciding.source);
    team.wait();
    if (read_ahead) team.start(*next);
    wanted = write(deciding, *current, out);
    if (wanted && !read_ahead && current->wait && fill(*next, deciding.source))
      team.start(*next);
    else if (!read_ahead)
      next->items.clear();
    std::swap(current, next);
  }
  return team.all_valid();
}

}  // namespace pol::commands
