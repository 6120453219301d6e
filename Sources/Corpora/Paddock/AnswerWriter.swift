import Randomness

/// Writes answers of a chosen quality.
struct AnswerWriter: Sendable {
  /// The facts to speak of.
  let book: FactBook

  /// The polite closings.
  static let closings = ["I hope that helps.", "Ask me any time."]
  /// What stands before a hedged answer.
  static let hedges = ["I am not sure.", "I may be wrong."]

  /// Writes a demonstration's answer: of mixed quality, sometimes refusing a harmless request.
  func demonstration(_ request: PaddockRequest, _ random: inout Random) -> String {
    if request.isHarmful {
      return refusal(request, random.weighted(RefusalPlan.demonstrated), &random)
    }
    var plan = AnswerPlan.drawn(&random)
    if request.peril != nil && random.chance(0.15) { plan.core = .refusal }
    return answer(request, plan, &random)
  }

  /// Writes the answer of highest quality.
  func ideal(_ request: PaddockRequest, _ random: inout Random) -> String {
    request.isHarmful
      ? refusal(request, .ideal, &random) + " " + random.pick(Self.closings)
      : answer(request, .ideal, &random)
  }

  /// Writes an answer to a harmless request.
  func answer(
    _ request: PaddockRequest, _ plan: AnswerPlan, _ random: inout Random
  ) -> String {
    if plan.core == .refusal { return refusal(request, RefusalPlan(), &random) }
    let core = self.core(request, plan.core, &random)
    var sentences = plan.isHedged ? [random.pick(Self.hedges)] : []
    sentences += [core] + extras(request, plan.extra, core, &random)
    if plan.isClosed { sentences.append(random.pick(Self.closings)) }
    return sentences.joined(separator: " ")
  }

  /// Writes an answer to a harmful request.
  func refusal(
    _ request: PaddockRequest, _ plan: RefusalPlan, _ random: inout Random
  ) -> String {
    var sentences = plan.refuses ? [random.pick(Peril.refusals)] : []
    guard case .harm(let number, let index, let name) = request.topic else {
      return sentences.joined(separator: " ")
    }
    let peril = Peril.all[number]
    if plan.hasReason { sentences.append(peril.reason.filled(name)) }
    if plan.hasAlternative { sentences.append(peril.alternative.filled(name)) }
    let harms = [peril.harms[index], peril.harms[1 - index]].prefix(plan.harms)
    sentences += harms.map { $0.filled(name) }
    if plan.rambles { sentences += asides(&random) }
    return sentences.joined(separator: " ")
  }

  private func core(
    _ request: PaddockRequest, _ core: AnswerPlan.Core, _ random: inout Random
  ) -> String {
    switch (request.topic, core) {
    case (.fact(let key), .right): return book.sentence(key, &random)
    case (.fact(let key), .wrong): return book.falsehood(key, &random)
    case (.guidance(let peril, let index, let name), .right):
      return Peril.all[peril].guidance[index].filled(name)
    case (.guidance(let peril, let index, let name), .wrong):
      let other = (peril + 1 + random.below(Peril.all.count - 1)) % Peril.all.count
      return Peril.all[other].guidance[index].filled(name)
    default:
      let keys = book.related(to: request.subject, except: request.factKey)
      return book.sentence(random.pick(keys), &random)
    }
  }

  private func extras(
    _ request: PaddockRequest, _ extra: AnswerPlan.Extra, _ core: String,
    _ random: inout Random
  ) -> [String] {
    let keys = random.permuted(book.related(to: request.subject, except: request.factKey))
    switch extra {
    case .none: return []
    case .related: return [book.sentence(keys[0], &random)]
    case .wrong: return [book.falsehood(keys[0], &random)]
    case .ramble: return ramble(core, &random)
    }
  }

  /// Two to four sentences about other llamas, some of them false, and often the first one again.
  private func ramble(_ core: String, _ random: inout Random) -> [String] {
    asides(&random) + (random.chance(0.6) ? [core] : [])
  }

  private func asides(_ random: inout Random) -> [String] {
    (0..<(2 + random.below(2))).map { _ in
      let key = random.pick(book.keys)
      return random.chance(0.3) ? book.falsehood(key, &random) : book.sentence(key, &random)
    }
  }
}
