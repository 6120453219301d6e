import HeapModule

/// The words of a corpus as symbols, and how often each two symbols are neighbours.
struct PairMerges {
  private struct Entry: Comparable {
    let count: Int
    let pair: UInt64

    /// Equal counts are settled by the older symbols, so that training is deterministic.
    static func < (one: Self, other: Self) -> Bool {
      one.count == other.count ? one.pair > other.pair : one.count < other.count
    }
  }

  /// The strings that became symbols: the alphabet, then the merges in their order.
  private(set) var symbols = ByteTable()
  private var characters: [Int] = []
  private var words: [[Int32]] = []
  private let counts: [Int]
  private var pairs: [UInt64: Int] = [:]
  private var places: [UInt64: [Int]] = [:]
  private var waiting = Heap<Entry>()

  /// The longest piece, in characters, as SentencePiece trains by default.
  static let longestPiece = 16

  /// Splits the words into characters; one outside the alphabet is a gap, -1.
  init(_ counter: WordCounter, alphabet: [[UInt8]]) {
    counts = counter.counts
    for character in alphabet {
      _ = character.withUnsafeBufferPointer { symbols.insert($0) }
      characters.append(1)
    }
    for index in 0..<counter.words.count {
      let word = Self.split(counter.words[index]).map { character in
        Int32(character.withUnsafeBufferPointer { symbols.find($0) } ?? -1)
      }
      words.append(word)
      count(word, by: counts[index])
      for pair in Self.pairs(of: word) { places[pair, default: []].append(index) }
    }
    for pair in places.keys { push(pair) }
  }

  /// Merges the most frequent pair everywhere, or returns false if no pair is left.
  mutating func mergeMostFrequent() -> Bool {
    guard let pair = mostFrequent() else { return false }
    let (left, right) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
    let text = Array(symbols[left] + symbols[right])
    let merged = text.withUnsafeBufferPointer { symbols.insert($0) }
    if merged == characters.count { characters.append(characters[left] + characters[right]) }
    var touched: Set<UInt64> = []
    for index in places.removeValue(forKey: pair) ?? [] {
      replace(pair, by: Int32(merged), inWord: index, touched: &touched)
    }
    for pair in touched { push(pair) }
    return true
  }

  /// Pops until an entry is current; a count that has fallen since is queued again.
  private mutating func mostFrequent() -> UInt64? {
    while let entry = waiting.popMax() {
      let count = pairs[entry.pair] ?? 0
      if count == entry.count { return entry.pair }
      if count < entry.count { push(entry.pair) }
    }
    return nil
  }

  private mutating func push(_ pair: UInt64) {
    guard let count = pairs[pair], count > 0 else { return }
    let length = characters[Int(pair >> 32)] + characters[Int(pair & 0xFFFF_FFFF)]
    if length <= Self.longestPiece { waiting.insert(Entry(count: count, pair: pair)) }
  }

  private mutating func replace(
    _ pair: UInt64, by merged: Int32, inWord index: Int, touched: inout Set<UInt64>
  ) {
    let old = words[index]
    let new = Self.merging(pair, into: merged, old)
    guard new.count < old.count else { return }
    count(old, by: -counts[index])
    count(new, by: counts[index])
    for pair in Self.pairs(of: new) where Self.has(pair, merged) {
      places[pair, default: []].append(index)
      touched.insert(pair)
    }
    words[index] = new
  }

  private mutating func count(_ word: [Int32], by amount: Int) {
    for pair in Self.pairs(of: word) { pairs[pair, default: 0] += amount }
  }

  private static func has(_ pair: UInt64, _ symbol: Int32) -> Bool {
    pair >> 32 == UInt64(symbol) || pair & 0xFFFF_FFFF == UInt64(symbol)
  }

  /// Returns the neighbours in a word; a gap has none.
  private static func pairs(of word: [Int32]) -> [UInt64] {
    zip(word, word.dropFirst()).compactMap { left, right in
      left < 0 || right < 0 ? nil : UInt64(left) << 32 | UInt64(right)
    }
  }

  private static func merging(_ pair: UInt64, into merged: Int32, _ word: [Int32]) -> [Int32] {
    var result: [Int32] = []
    var index = 0
    while index < word.count {
      let isPair =
        index + 1 < word.count && word[index] >= 0 && word[index + 1] >= 0
        && UInt64(word[index]) << 32 | UInt64(word[index + 1]) == pair
      result.append(isPair ? merged : word[index])
      index += isPair ? 2 : 1
    }
    return result
  }

  /// Returns the UTF-8 characters of a word.
  static func split(_ word: ArraySlice<UInt8>) -> [[UInt8]] {
    var characters: [[UInt8]] = []
    var rest = word
    while let lead = rest.first {
      characters.append(Array(rest.prefix(UserDefinedMatcher.characterLength(lead))))
      rest = rest.dropFirst(UserDefinedMatcher.characterLength(lead))
    }
    return characters
  }
}
