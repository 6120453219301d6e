import Randomness
import Testing

@testable import Markdown

struct TextDifferenceTests {
  /// What only the first has in brackets, what only the second has in braces.
  @Test(arguments: [
    ("", "", ""), ("a", "", "[a]"), ("", "a", "{a}"), ("a b", "a b", "a b"),
    ("the cat sat", "the dog sat", "the [cat]{dog} sat"), ("a b c", "a c", "a [b ]c"),
    ("a c", "a b c", "a {b }c"), ("can't", "cannot", "[can't]{cannot}"),
    ("a, b", "a; b", "a[,]{;} b"),
    ("a\nb", "a\n\nb", "a\n{\n}b"), ("a  b", "a b", "a[  ]{ }b"),
    ("x = 1", "x = 12", "x = [1]{12}"),
    ("日本語", "日本人", "日本[語]{人}"), ("👩‍👩‍👧", "👩‍👩‍👦", "[👩‍👩‍👧]{👩‍👩‍👦}"),
    ("e\u{301}t", "\u{E9}t", "[e\u{301}t]{\u{E9}t}"),
    ("snake_case", "snake_cases", "[snake_case]{snake_cases}"),
    ("a\r\nb", "a\nb", "a[\r\n]{\n}b"),
  ])
  func wordsAreCompared(first: String, second: String, marked: String) {
    let difference = TextDifference(from: first, to: second)
    let found = difference.runs.map {
      $0.origin == .both ? $0.text : $0.origin == .first ? "[\($0.text)]" : "{\($0.text)}"
    }
    #expect(Array(found.joined().utf8) == Array(marked.utf8))
    #expect(difference.granularity == .words)
  }

  @Test func bothTextsArePutTogetherExactly() {
    for seed in 0..<2_000 as Range<UInt64> {
      let (first, second) = Self.pair(seed)
      let steps = [10_000_000, 2_000, 200][Int(seed % 3)]
      let difference = TextDifference(from: first, to: second, steps: steps)
      // Bytes, because strings are equal that spell their accents in different ways.
      #expect(Array(difference.text(of: .first).utf8) == Array(first.utf8), "\(seed)")
      #expect(Array(difference.text(of: .second).utf8) == Array(second.utf8), "\(seed)")
      let neighbours = zip(difference.runs, difference.runs.dropFirst())
      #expect(neighbours.allSatisfy { $0.origin != $1.origin })
      #expect(difference.runs.allSatisfy { !$0.text.isEmpty })
    }
  }

  @Test func editIsTheShortest() {
    for seed in 0..<500 as Range<UInt64> {
      var random = Random(seed, stream: "edit")
      let first = (0..<random.below(24)).map { _ in random.below(4) }
      let second = (0..<random.below(24)).map { _ in random.below(4) }
      var edit = ShortestEdit(first, second, steps: 1_000_000)
      let isFound = edit.find()
      #expect(isFound)
      let kept = first.indices.filter { edit.isKeptInFirst[$0] }.map { first[$0] }
      #expect(kept == second.indices.filter { edit.isKeptInSecond[$0] }.map { second[$0] })
      #expect(kept.count == Self.longestCommon(first, second), "\(first) \(second)")
    }
  }

  @Test func longTextsAreComparedByLinesAndThenNotAtAll() {
    let first = (0..<400).map { "a\($0) b\($0) c\($0)\n" }.joined()
    let second = (0..<400).map { $0 % 2 == 0 ? "a\($0) b\($0) c\($0)\n" : "d\($0) e\n" }.joined()
    #expect(TextDifference(from: first, to: second).granularity == .words)
    #expect(TextDifference(from: first, to: second, steps: 100_000).granularity == .lines)
    let none = TextDifference(from: first, to: second, steps: 1_000)
    #expect(none.granularity == .tooDifferent)
    #expect(none.runs.map(\.text) == [first, second])
  }

  @Test func differentMegabytesTakeNotMuchTime() {
    let start = ContinuousClock.now
    let first = (0..<180_000).map { "\($0 &* 7919 % 5003) " }.joined()
    let second = (0..<180_000).map { "\($0 &* 104_729 % 4999) " }.joined()
    let difference = TextDifference(from: first, to: second)
    #expect(difference.granularity == .tooDifferent)
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  private static func pair(_ seed: UInt64) -> (String, String) {
    let words = [
      "a", "b", " ", "  ", "\n", "\r\n", "\r", "e\u{301}", "\u{E9}", "\u{301}", "語", "👩‍👧", ".",
    ]
    var random = Random(seed, stream: "difference")
    let first = (0..<random.below(80)).map { _ in random.pick(words) }
    guard random.chance(0.7) else {
      return (first.joined(), (0..<random.below(80)).map { _ in random.pick(words) }.joined())
    }
    let second = first.map { random.chance(0.2) ? random.pick(words) : $0 }
    return (first.joined(), second.joined())
  }

  private static func longestCommon(_ first: [Int], _ second: [Int]) -> Int {
    var row = [Int](repeating: 0, count: second.count + 1)
    for element in first {
      var corner = 0
      for (index, other) in second.enumerated() {
        let above = row[index + 1]
        row[index + 1] = element == other ? corner + 1 : max(above, row[index])
        corner = above
      }
    }
    return row[second.count]
  }
}
