/// The pieces of a model, checked and arranged for looking up.
struct SentencePieceVocabulary: Sendable {
  /// The strings that text may become: normal, user-defined and unused pieces.
  private(set) var symbols = ByteTable()
  /// The id of each symbol.
  private(set) var ids: [Int32] = []
  /// The place of each symbol's score, 0 for the highest; equal scores share a place.
  private(set) var ranks: [UInt32] = []
  /// Whether each symbol may only arise on the way to others, and is taken apart in the result.
  private(set) var isUnused: [Bool] = []
  /// The symbols that are matched before merging and never merged.
  private(set) var userDefined: [Int32] = []
  /// The id of each byte's piece; empty without byte fallback.
  private(set) var bytes: [Int32] = []
  /// The id of the unknown piece.
  private(set) var unknown: Int32 = -1

  /// Checks a model's pieces and arranges them.
  init(_ model: SentencePieceModel) throws {
    var texts = ByteTable()
    for (id, piece) in model.pieces.enumerated() {
      try add(piece, id: id, to: &texts)
    }
    guard unknown >= 0 else {
      throw TokenizationError.badVocabulary(fact: "has no unknown piece")
    }
    try arrangeBytes(model)
    arrangeRanks(model)
  }

  private mutating func add(
    _ piece: SentencePiece, id: Int, to texts: inout ByteTable
  ) throws {
    guard !piece.text.isEmpty else { throw TokenizationError.badPiece(id: id, fact: "is empty") }
    guard piece.score.isFinite else {
      throw TokenizationError.badPiece(id: id, fact: "has a score that is not a number")
    }
    guard texts.insert(piece.text) == id else {
      throw TokenizationError.badPiece(id: id, fact: "'\(piece.text)' is there twice")
    }
    addSymbol(piece, id: Int32(id))
    guard piece.kind == .unknown else { return }
    guard unknown < 0 else {
      throw TokenizationError.badPiece(id: id, fact: "is a second unknown piece")
    }
    unknown = Int32(id)
  }

  private mutating func addSymbol(_ piece: SentencePiece, id: Int32) {
    guard [.normal, .userDefined, .unused].contains(piece.kind) else { return }
    let symbol = Int32(symbols.insert(piece.text))
    isUnused.append(piece.kind == .unused)
    if piece.kind == .userDefined { userDefined.append(symbol) }
    ids.append(id)
  }

  /// Finds the piece of every byte, which byte fallback needs without exception.
  private mutating func arrangeBytes(_ model: SentencePieceModel) throws {
    var found = [Int32](repeating: -1, count: 256)
    for (id, piece) in model.pieces.enumerated() where piece.kind == .byte {
      guard let byte = piece.byteValue else {
        throw TokenizationError.badPiece(id: id, fact: "'\(piece.text)' is not a byte")
      }
      found[Int(byte)] = Int32(id)
    }
    let count = found.count { $0 >= 0 }
    guard count == (model.trainer.byteFallback ? 256 : 0) else {
      let setting = model.trainer.byteFallback ? "on" : "off"
      throw TokenizationError.badVocabulary(
        fact: "has \(count) byte pieces although byte fallback is \(setting)")
    }
    if count == 256 { bytes = found }
  }

  private mutating func arrangeRanks(_ model: SentencePieceModel) {
    let scores = ids.map { model.pieces[Int($0)].score }
    ranks = [UInt32](repeating: 0, count: scores.count)
    var rank: UInt32 = 0
    var previous: Float?
    for symbol in scores.indices.sorted(by: { scores[$0] > scores[$1] }) {
      if let previous, previous != scores[symbol] { rank += 1 }
      previous = scores[symbol]
      ranks[symbol] = rank
    }
  }
}
