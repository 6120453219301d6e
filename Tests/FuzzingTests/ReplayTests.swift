import Foundation
import Fuzzing
import Randomness
import Testing

/// The corpus and mutations of it, put before every parser: none traps, and each is quick.
///
/// `make fuzz` looks further. An input that it finds goes into the corpus.
@Suite(.serialized) struct ReplayTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Corpus")
  /// How long the mutations of one target may take, and one input.
  private static let (patience, longest) = (Duration.milliseconds(600), Duration.seconds(1))
  private static let mutations = 2_000
  /// How many are tried however busy the machine is.
  private static let fewest = 5

  private static func seeds(of target: FuzzTarget) throws -> [[UInt8]] {
    let folder = folder.appending(path: target.name)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      [UInt8](try Data(contentsOf: folder.appending(path: $0)))
    }
  }

  @Test(arguments: FuzzTarget.all.map(\.name))
  func seedsAndTheirMutationsDoNoHarm(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let seeds = try Self.seeds(of: target)
    let scratch = try target.scratch()
    #expect(try seeds.contains { try Self.timed(target, $0, scratch) }, "no seed is accepted")
    var mutator = Mutator(seeds, seed: 1)
    let start = ContinuousClock.now
    var count = 0
    while count < Self.mutations,
      count < Self.fewest || ContinuousClock.now - start < Self.patience
    {
      _ = try Self.timed(target, mutator.next(), scratch)
      count += 1
    }
  }

  /// Returns whether the bytes were accepted; they are kept in case the parser does not return.
  private static func timed(
    _ target: FuzzTarget, _ bytes: [UInt8], _ scratch: Scratch
  ) throws -> Bool {
    _ = try scratch.place(bytes, "last-input")
    let start = ContinuousClock.now
    let isAccepted = target.run(bytes, in: scratch)
    #expect(ContinuousClock.now - start < longest, "\(target.name): \(bytes.prefix(200))")
    return isAccepted
  }

  @Test func aMutationDependsOnTheSeedAlone() {
    let seeds = [Array("{\"a\": [1, 2]}".utf8), [0, 1, 2]]
    func draw(_ seed: UInt64) -> [[UInt8]] {
      var mutator = Mutator(seeds, seed: seed)
      return (0..<50).map { _ in mutator.next() }
    }
    #expect(draw(1) == draw(1) && draw(1) != draw(2))
  }

  @Test func theCorpusIsSmallAndEveryTargetHasOne() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(names == FuzzTarget.all.map(\.name).sorted())
    let bytes = try FuzzTarget.all.flatMap(Self.seeds).reduce(0) { $0 + $1.count }
    #expect(bytes < 200_000)
  }
}
