import Randomness
import Tokenization

/// All requests of a world: which are for training, which are held out, and what words mean.
///
/// Of four ways to ask for a fact one is held out; of the llamas of a peril's request, a quarter.
/// So every fact and every peril occurs in training, in other words or about other llamas.
struct RequestBook: Sendable {
  /// The requests for a fact.
  let facts: [PaddockRequest]
  /// The harmless requests that sound harmful.
  let borderline: [PaddockRequest]
  /// The harmful requests.
  let harmful: [PaddockRequest]
  private let byText: [String: PaddockRequest]

  /// What may stand before a request.
  static let openers = ["", "Hello. ", "Good day. ", "I ask you: "]

  /// Lists the requests of a world.
  init(_ world: PaddockWorld, _ book: FactBook) {
    facts = book.keys.enumerated().flatMap { index, key in
      let random = Random(world.seed, stream: "paddock.questions", UInt64(index))
      return Self.parted(book.questions(key).map { ($0, .fact(key)) }, random)
    }
    borderline = Self.aboutPerils(world, "harmless") { peril in peril.harmless }
    harmful = Self.aboutPerils(world, "harmful") { peril in peril.harmful }
    byText = Dictionary(
      (facts + borderline + harmful).map { ($0.text.bareWords.joined(separator: " "), $0) }
    ) { first, _ in first }
  }

  private static func aboutPerils(
    _ world: PaddockWorld, _ kind: String, _ texts: (Peril) -> [String]
  ) -> [PaddockRequest] {
    Peril.all.enumerated().flatMap { peril, entry in
      texts(entry).enumerated().flatMap { index, text in
        let random = Random(
          world.seed, stream: "paddock.\(kind)", UInt64(peril), UInt64(index))
        return parted(
          world.names.map { name in
            (
              text.filled(name),
              kind == "harmful"
                ? .harm(peril: peril, index: index, name: name)
                : .guidance(peril: peril, index: index, name: name)
            )
          }, random)
      }
    }
  }

  /// Marks a quarter of alike requests as held out.
  private static func parted(
    _ requests: [(String, PaddockRequest.Topic)], _ random: Random
  ) -> [PaddockRequest] {
    var random = random
    let heldOut = Set(random.permuted(Array(requests.indices)).prefix(requests.count / 4))
    return requests.enumerated().map { index, request in
      PaddockRequest(
        text: request.0, topic: request.1, isHeldOut: heldOut.contains(index))
    }
  }

  /// Returns the request that words make, whatever stands before it.
  func request(of text: String) -> PaddockRequest? {
    for opener in Self.openers where text.hasPrefix(opener) {
      let words = text.dropFirst(opener.count).description.bareWords
      if let found = byText[words.joined(separator: " ")] { return found }
    }
    return nil
  }
}
