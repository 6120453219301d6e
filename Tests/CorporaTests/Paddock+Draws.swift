import Corpora
import Randomness

extension Paddock {
  /// Returns a stream of draws for a test.
  func draws(_ index: Int) -> Random { Random(11, stream: "test", UInt64(index)) }
}
