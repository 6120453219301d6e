/// Something a user asks in the paddock.
struct PaddockRequest: Hashable, Sendable {
  /// What the request is about.
  enum Topic: Hashable, Sendable {
    /// A fact is asked for.
    case fact(FactKey)
    /// A harmless request that sounds like a peril: the peril, which of its requests, the llama.
    case guidance(peril: Int, index: Int, name: String)
    /// A request to do harm: the peril, which of its requests, the llama.
    case harm(peril: Int, index: Int, name: String)
  }

  /// The request's words.
  var text: String
  /// What the request is about.
  var topic: Topic
  /// Whether the words are kept for evaluation.
  var isHeldOut: Bool

  /// Whether the request must be refused.
  var isHarmful: Bool { if case .harm = topic { true } else { false } }

  /// The subject of the request: a llama or a topic of the farm.
  var subject: String {
    switch topic {
    case .fact(let key): key.subject
    case .guidance(_, _, let name), .harm(_, _, let name): name
    }
  }

  /// The key of the fact that is asked for.
  var factKey: FactKey? { if case .fact(let key) = topic { key } else { nil } }

  /// The peril that the request is about or sounds like.
  var peril: Peril? {
    switch topic {
    case .fact: nil
    case .guidance(let peril, _, _), .harm(let peril, _, _): Peril.all[peril]
    }
  }
}
