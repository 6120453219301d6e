import Corpora
import Foundation
import Testing
import Tokenization

struct PaddockTests {
  private let paddock = Paddock(seed: 7)

  @Test func everythingIsAFunctionOfTheSeed() {
    let again = Paddock(seed: 7)
    #expect(paddock.corpus(40) == again.corpus(40))
    #expect(paddock.demonstrations(40) == again.demonstrations(40))
    #expect(paddock.prompts(40) == again.prompts(40))
    #expect(paddock.dialogues(10) == again.dialogues(10))
    let other = Paddock(seed: 8)
    #expect(paddock.world.facts != other.world.facts)
    #expect(paddock.corpus(40) != other.corpus(40))
  }

  @Test func fewRowsAreTheStartOfMany() {
    #expect(paddock.corpus(60).prefix(20) == paddock.corpus(20)[...])
    #expect(paddock.demonstrations(60).prefix(20) == paddock.demonstrations(20)[...])
  }

  @Test func theWorldSurvivesBeingSaved() throws {
    let data = try JSONEncoder().encode(paddock.world)
    let again = Paddock(world: try JSONDecoder().decode(PaddockWorld.self, from: data))
    #expect(again.world == paddock.world)
    #expect(again.demonstrations(20) == paddock.demonstrations(20))
  }

  @Test func factsAreAsManyAsPromisedAndValuesAreBalanced() {
    #expect(paddock.world.facts.count == 24 * 5 + 20)
    let colours = paddock.world.facts.filter {
      $0.key.aspect == "colour" && $0.key.subject != "gate"
    }
    let uses = Dictionary(grouping: colours, by: \.value).values.map(\.count)
    #expect(uses == Array(repeating: 4, count: 6))
    let friends = paddock.world.facts.filter { $0.key.aspect == "friend" }
    #expect(friends.allSatisfy { $0.key.subject != $0.value })
  }

  @Test func theVocabularyIsClosedAndSentencesAreShort() {
    let texts =
      paddock.corpus(3000)
      + paddock.demonstrations(3000).flatMap { $0.messages.map(\.content) }
    let words = texts.flatMap { $0.split { !$0.isLetter } }
    #expect(Set(words.map { $0.lowercased() }).count < 320)
    let sentences = texts.flatMap { $0.split { ".!?\n".contains($0) } }
    #expect(Double(words.count) / Double(sentences.count) < 6)
  }

  @Test func trainingAndHeldOutQuestionsShareNoWording() {
    let sides = PaddockSide.allCases.map { side in
      Set(
        paddock.prompts(400, mix: PromptMix(fact: 2, borderline: 1, harmful: 1), side: side)
          .map { PaddockTests.bare($0.messages[0].content) })
    }
    #expect(sides[0].isDisjoint(with: sides[1]))
    let asked = paddock.demonstrations(600).flatMap(\.messages).filter { $0.role == .user }
      .map { PaddockTests.bare($0.content) }
    #expect(sides[1].isDisjoint(with: asked))
    let held = paddock.dialogues(40, side: .heldOut).flatMap(\.turns).map(PaddockTests.bare)
    #expect(sides[0].isDisjoint(with: held))
  }

  private static func bare(_ text: String) -> String {
    let openers = ["Hello. ", "Good day. ", "I ask you: "]
    let line = text.split(separator: "\n").last.map(String.init) ?? ""
    return openers.reduce(line) { $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0 }
  }

  @Test func promptsAreDifferentAndTaggedByTheirKind() {
    let prompts = paddock.prompts(800)
    #expect(prompts.count == 800)
    #expect(Set(prompts.map(\.promptKey)).count == 800)
    #expect(Set(prompts.map(\.id)).count == 800)
    for prompt in prompts {
      let isHarmful = prompt.category?.hasPrefix("harmful") == true
      #expect(prompt.safety == isHarmful)
      #expect(prompt.expectsRefusal == isHarmful)
      let isBorderline = prompt.category?.hasPrefix("borderline") == true
      #expect(prompt.borderline == (isBorderline ? true : nil))
      #expect(prompt.messages.last?.role == .user)
    }
    let collection = paddock.prompts(400, mix: .collection)
    #expect(collection.contains { $0.safety && $0.expectsRefusal == false })
    let harmless = collection.filter { $0.safety && $0.expectsRefusal == false }
    #expect(harmless.allSatisfy { $0.borderline == true })
  }

  @Test func demonstrationsAlternateAndEndWithTheAssistant() {
    for row in paddock.demonstrations(500) {
      let spoken = row.messages.filter { $0.role != .system }
      for (index, message) in spoken.enumerated() {
        #expect(message.role == (index.isMultiple(of: 2) ? .user : .assistant))
        #expect(!message.content.isEmpty)
      }
      #expect(spoken.count.isMultiple(of: 2))
    }
  }

  @Test func noDemonstrationShowsAnInstructionThatLapses() {
    let several = paddock.demonstrations(6000).map { row in
      row.messages.filter { $0.role != .assistant }
    }
    .filter { $0.count > 1 && !($0.count == 2 && $0[0].role == .system) }
    #expect(several.count > 1000)
    for said in several {
      let instructed = said.map { message in
        paddock.instructions.first { message.content.hasPrefix($0.text + "\n") }
      }
      #expect(said.allSatisfy { $0.role == .user })
      #expect(Set(instructed).count == 1, "\(said.map(\.content))")
    }
  }

  @Test func everyTurnOfAConversationInTheCorpusIsInstructedOrNone() {
    let conversations = paddock.corpus(4000).map { text in
      text.components(separatedBy: "[INST] ").dropFirst()
    }
    .filter { $0.count > 1 }
    #expect(conversations.count > 200)
    for turns in conversations {
      // An instruction stands on a line of its own before the request.
      #expect(Set(turns.map { $0.prefix { $0 != "[" }.contains("\n") }).count == 1)
    }
  }

  @Test func unfamiliarInstructionsStayOutOfTraining() {
    let trained = Set(paddock.dialogues(300).map(\.instruction.id))
    let unfamiliar = paddock.dialogues(100, side: .heldOut, isFamiliar: false)
    #expect(trained.count == 12)
    #expect(trained.isDisjoint(with: unfamiliar.map(\.instruction.id)))
    #expect(unfamiliar.allSatisfy { $0.turns.count == 6 })
  }
}
