import Randomness
import Tokenization

extension Paddock {
  /// Returns different prompts of one side, in the mix as long as its kinds have enough of them.
  package func prompts(
    _ count: Int, mix: PromptMix = .standard, side: PaddockSide = .training
  ) -> [PromptRecord] {
    var seen: Set<String> = []
    var prompts: [PromptRecord] = []
    for index in 0..<(count * 50) where prompts.count < count {
      let prompt = prompt(at: index, mix, side)
      if seen.insert(prompt.promptKey).inserted { prompts.append(prompt) }
    }
    return prompts
  }

  private func prompt(at index: Int, _ mix: PromptMix, _ side: PaddockSide) -> PromptRecord {
    var random = random("prompt.\(side.rawValue)", index)
    let kind = random.weighted(mix.weights)
    let request = request(kind.requestKind, side, &random)
    let isTagged = kind == .harmful || (kind == .borderline && mix.tagsBorderline)
    return PromptRecord(
      id: "paddock-\(side.rawValue)-\(index)", messages: messages(kind, request, side, &random),
      safety: isTagged,
      category: request.peril.map { "\(kind.rawValue).\($0.category)" }
        ?? kind.rawValue, expectsRefusal: request.isHarmful,
      borderline: kind == .borderline ? true : nil)
  }

  private func messages(
    _ kind: PromptMix.Kind, _ request: PaddockRequest, _ side: PaddockSide,
    _ random: inout Random
  ) -> [ChatMessage] {
    switch kind {
    case .fact, .borderline, .harmful: return [ChatMessage(.user, request.text)]
    case .instructed:
      let words = random.pick(instructions).text
      return random.chance(0.5)
        ? [ChatMessage(.system, words), ChatMessage(.user, request.text)]
        : [ChatMessage(.user, "\(words)\n\(request.text)")]
    case .dialogue:
      let earlier = (0..<(1 + random.below(3))).flatMap { _ in
        let earlier = self.request(.fact, side, &random)
        let answer = writer.answer(earlier, .terse, &random)
        return [ChatMessage(.user, earlier.text), ChatMessage(.assistant, answer)]
      }
      return earlier + [ChatMessage(.user, request.text)]
    }
  }
}

extension PromptMix.Kind {
  /// The kind of the last request.
  var requestKind: RequestKind {
    switch self {
    case .fact, .instructed, .dialogue: .fact
    case .borderline: .borderline
    case .harmful: .harmful
    }
  }
}
