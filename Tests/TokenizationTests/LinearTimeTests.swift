import Glibc
import Testing

@testable import Tokenization

/// Long runs of one kind of text, which have brought down other tokenizers.
@Suite(.serialized) struct LinearTimeTests {
  @Test(arguments: ["l", " ", "7", "é", "🦙", "\n", "the ", "\u{301}", "\0"])
  func timeGrowsWithTheText(unit: String) throws {
    let tokenizer = try SentencePieceTokenizer(model: ToyModel.trained())
    let short = String(repeating: unit, count: 10_000 / unit.utf8.count)
    let long = String(repeating: unit, count: 100_000 / unit.utf8.count)
    var times = (short: Duration.seconds(60), long: Duration.seconds(3_600))
    for _ in 0..<8 where times.long > times.short * 25 {
      times.short = min(times.short, processorTime { _ = tokenizer.encode(short) })
      times.long = min(times.long, processorTime { _ = tokenizer.encode(long) })
    }
    #expect(times.long <= times.short * 25, "linear work is 10, caches aside; n² would give 100")
  }

  /// The time that this thread computed; a busy machine does not lengthen it as it does the wall's.
  private func processorTime(of work: () -> Void) -> Duration {
    func now() -> Duration {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    let start = now()
    work()
    return now() - start
  }

  @Test func megabyteOfOneCharacterEndsInTime() throws {
    let tokenizer = try SentencePieceTokenizer(model: ToyModel.trained())
    let text = String(repeating: "l", count: 1_000_000)
    let ids = tokenizer.encode(text)
    #expect(tokenizer.decode(ids) == text)
  }
}
