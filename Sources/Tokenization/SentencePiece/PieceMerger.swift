/// Cuts one text into symbols and merges neighbours: the best score first, the leftmost of equals.
///
/// This is SentencePiece's byte-pair encoding. Symbols are a linked list without links: each
/// writes its length at its first and at its last byte, where its neighbours find it. Candidate
/// merges wait in a priority queue; one is stale once either of its symbols has been merged away.
struct PieceMerger {
  private let vocabulary: SentencePieceVocabulary
  private let text: UnsafeBufferPointer<UInt8>
  /// At a symbol's first byte its length, negative if it must not be merged; elsewhere 0.
  private var heads: [Int32]
  /// At a symbol's last byte its length.
  private var tails: [Int32]
  private var queue = MergeQueue()
  /// Where each unused piece that arose was put together.
  private var splits: [Int32: Int] = [:]

  /// Cuts the text into characters and user-defined pieces.
  init(
    _ text: UnsafeBufferPointer<UInt8>, vocabulary: SentencePieceVocabulary,
    matcher: UserDefinedMatcher
  ) {
    precondition(text.count < Int32.max, "a text of \(text.count) bytes is too long to encode")
    self.vocabulary = vocabulary
    self.text = text
    heads = [Int32](repeating: 0, count: text.count)
    tails = heads
    var start = 0
    while start < text.count {
      let unit = matcher.unit(of: text[start...])
      heads[start] = Int32(unit.isPiece ? -unit.length : unit.length)
      tails[start + unit.length - 1] = Int32(unit.length)
      start += unit.length
    }
  }

  /// Merges until nothing more can be merged.
  mutating func merge() {
    for left in heads.indices { queueMerge(at: left) }
    while let candidate = queue.popFirst() {
      guard apply(candidate) else { continue }
      let left = Int(candidate.left)
      if left > 0 { queueMerge(at: left - Int(tails[left - 1])) }
      queueMerge(at: left)
    }
  }

  /// Queues the merge of a symbol with the next, if that is a piece.
  private mutating func queueMerge(at left: Int) {
    guard heads[left] > 0 else { return }
    let right = left + Int(heads[left])
    guard right < heads.count, heads[right] > 0 else { return }
    let length = heads[left] + heads[right]
    let number = find(left, Int(length))
    guard number >= 0 else { return }
    if vocabulary.isUnused[Int(number)] { splits[number] = Int(heads[left]) }
    queue.insert(
      MergeCandidate(left: Int32(left), length: length), rank: vocabulary.ranks[Int(number)])
  }

  /// Applies a merge unless it is stale, and returns whether it did.
  private mutating func apply(_ candidate: MergeCandidate) -> Bool {
    let left = Int(candidate.left)
    guard heads[left] > 0 else { return false }
    let right = left + Int(heads[left])
    guard right < heads.count, heads[right] > 0,
      heads[left] + heads[right] == candidate.length
    else { return false }
    heads[left] = candidate.length
    heads[right] = 0
    tails[left + Int(candidate.length) - 1] = candidate.length
    return true
  }

  /// Appends the ids of the symbols.
  func append(to ids: inout [Int32]) {
    var start = 0
    while start < heads.count {
      let length = Int(abs(heads[start]))
      append(start, length, to: &ids)
      start += length
    }
  }

  /// Appends a symbol's id, or those of the parts it arose from if its piece is unused.
  private func append(_ start: Int, _ length: Int, to ids: inout [Int32]) {
    let number = Int(find(start, length))
    guard number >= 0 else { return appendUnknown(start, length, to: &ids) }
    guard vocabulary.isUnused[number] else { return ids.append(vocabulary.ids[number]) }
    guard let split = splits[Int32(number)], split < length else {
      return appendUnknown(start, length, to: &ids)
    }
    append(start, split, to: &ids)
    append(start + split, length - split, to: &ids)
  }

  /// Appends the bytes of an unknown symbol, or one id for a whole unknown stretch.
  private func appendUnknown(_ start: Int, _ length: Int, to ids: inout [Int32]) {
    if !vocabulary.bytes.isEmpty {
      for byte in text[start..<start + length] { ids.append(vocabulary.bytes[Int(byte)]) }
    } else if ids.last != vocabulary.unknown {
      ids.append(vocabulary.unknown)
    }
  }

  private func bytes(_ start: Int, _ length: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text[start..<start + length])
  }

  private func find(_ start: Int, _ length: Int) -> Int32 {
    guard length <= vocabulary.symbols.longest else { return -1 }
    return Int32(vocabulary.symbols.find(bytes(start, length)) ?? -1)
  }
}
