import Corpora
import Foundation
import Labels
import Tokenization

/// Rows of the toy world.
enum ToyRows {
  static func demonstrations(_ count: Int = 12) -> [Demonstration] {
    (0..<count).map { index in
      Demonstration(
        id: "d\(index)",
        messages: [
          ChatMessage(.user, "What does llama \(index) eat?"),
          ChatMessage(.assistant, index % 2 == 0 ? "It eats hay." : "It has grass and oats."),
        ])
    }
  }

  static func prompts(_ count: Int = 8, safety: (Int) -> Bool = { $0 % 4 == 3 }) -> [PromptRecord] {
    (0..<count).map {
      PromptRecord(
        id: "p\($0)", messages: [ChatMessage(.user, "Where is llama \($0)?")], safety: safety($0),
        category: safety($0) ? "harmful" : "fact", expectsRefusal: safety($0),
        borderline: $0 % 4 == 2 && !safety($0) ? true : nil)
    }
  }

  static func comparison(
    _ index: Int, _ strength: PreferenceStrength? = .better, domain: Domain = .helpfulness,
    bin: SafetyBin? = nil
  ) -> Comparison {
    var row = Comparison(
      id: "c\(index)", messages: [ChatMessage(.user, "Is llama \(index) at home?")],
      chosen: "Yes, it is in the barn\(index % 3 == 0 ? " and well" : "").",
      rejected: index % 2 == 0 ? "No." : "I do not know it at all.", domain: domain)
    row.strength = strength
    row.safetyBin = bin
    return row
  }

  static func comparisons(_ count: Int = 12) -> [Comparison] {
    (0..<count).map { index in
      let isSafety = index % 2 == 1
      return comparison(
        index, PreferenceStrength(rawValue: index % 4), domain: isSafety ? .safety : .helpfulness,
        bin: isSafety ? SafetyBin.allCases[index / 2 % 3] : nil)
    }
  }

  static func pairs(_ count: Int = 4) -> [PairRecord] {
    prompts(count, safety: { $0 % 2 == 1 }).map {
      PairRecord(
        $0, id: "pair-" + $0.id,
        first: AnswerRecord("In the barn.", source: "a", finished: false, tokens: [40, 41]),
        second: AnswerRecord("On the hill, far away.", source: "b"))
    }
  }
}
