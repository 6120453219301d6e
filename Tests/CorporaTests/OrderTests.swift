import Corpora
import Testing
import Tokenization

struct OrderTests {
  private static let rows = (0..<1000).map { index in
    Comparison(
      id: "\(index)", messages: [ChatMessage(.user, "prompt \(index / 4)")], chosen: "a",
      rejected: "b")
  }

  private static func rows(_ beginnings: [String]) -> [Comparison] {
    beginnings.enumerated().map { index, text in
      Comparison(
        id: "\(index)", messages: [ChatMessage(.user, text)], chosen: "a", rejected: "b")
    }
  }

  @Test func noPromptIsOnBothSidesOfASplit() {
    let split = Self.rows.split(heldOut: 0.2, seed: 3)
    let training = Set(split.training.map(\.promptKey))
    let heldOut = Set(split.heldOut.map(\.promptKey))
    #expect(training.isDisjoint(with: heldOut))
    #expect(split.training.count + split.heldOut.count == 1000)
    #expect((150...250).contains(split.heldOut.count))
  }

  @Test func turnsOfOneDialogueStandOnOneSide() {
    let rows = (0..<300).flatMap { dialogue in
      (1...3).map { turns in
        let earlier = (1..<turns).flatMap {
          [ChatMessage(.user, "turn \($0) of \(dialogue)"), ChatMessage(.assistant, "yes \($0)")]
        }
        let system = turns == 3 ? [ChatMessage(.system, "Be brief.")] : []
        return Comparison(
          id: "\(dialogue)-\(turns)",
          messages: system + earlier + [ChatMessage(.user, "turn \(turns) of \(dialogue)")],
          chosen: "a", rejected: "b")
      }
    }
    let split = rows.split(heldOut: 0.3, seed: 3)
    func dialogues(_ rows: [Comparison]) -> Set<Substring> {
      Set(rows.compactMap { $0.id.split(separator: "-").first })
    }
    #expect(dialogues(split.training).isDisjoint(with: dialogues(split.heldOut)))
    #expect(split.heldOut.count > 150 && split.heldOut.count.isMultiple(of: 3))
  }

  @Test func beginningsAreTheSameHoweverTheyAreSpelled() {
    let same = ["Où  est\nla porte?", " O\u{75}\u{300} est la porte? ", "O\u{F9} est la porte?"]
    let roots = Self.rows(same).map(\.root)
    #expect(Set(roots).count == 1)
    #expect(Self.rows(["Ou est la porte?"])[0].root != roots[0])
    let demonstration = Demonstration(
      id: "d", messages: [ChatMessage(.user, same[0]), ChatMessage(.assistant, "Là.")])
    #expect(demonstration.root == roots[0])
    #expect(DialogueRecord(id: "g", turns: [same[1], "more"]).root == roots[0])
  }

  @Test func setsAgreeOnWhatIsHeldOutWhateverElseIsInThem() {
    let small = Self.rows.filter { Int($0.id).map { $0 % 3 == 0 } ?? false }
    let heldOut = Set(Self.rows.split(heldOut: 0.2, seed: 3).heldOut.map(\.id))
    for row in small.split(heldOut: 0.2, seed: 3).heldOut { #expect(heldOut.contains(row.id)) }
    for row in small.split(heldOut: 0.2, seed: 3).training { #expect(!heldOut.contains(row.id)) }
    let more = Set(Self.rows.split(heldOut: 0.4, seed: 3).heldOut.map(\.id))
    #expect(more.isSuperset(of: heldOut))
  }

  @Test func splitDependsOnTheSeedAndNotOnTheOrderOfRows() {
    let first = Self.rows.split(heldOut: 0.2, seed: 3).heldOut.map(\.id)
    let again = Self.rows.reversed().split(heldOut: 0.2, seed: 3).heldOut.map(\.id)
    #expect(Set(first) == Set(again))
    #expect(first != Self.rows.split(heldOut: 0.2, seed: 4).heldOut.map(\.id))
  }

  @Test func heldOutRowsComeFromAllOverTheFile() {
    let heldOut = Self.rows.split(heldOut: 0.5, seed: 3).heldOut
    let early = heldOut.count { $0.id.count < 3 || $0.id < "500" }
    #expect((0.4...0.6).contains(Double(early) / Double(heldOut.count)))
  }

  @Test func everyEpochUsesEachRowOnceInAnOrderOfItsOwn() {
    let order = BatchOrder(count: 103, batchSize: 10, seed: 5)
    let rows = (0..<order.steps(epochs: 2)).flatMap { order.batch(at: $0) }
    let epochs = [Array(rows.prefix(103)), Array(rows[103..<206])]
    #expect(epochs.map { $0.sorted() } == [Array(0..<103), Array(0..<103)])
    #expect(epochs[0] != epochs[1])
    #expect(epochs == [order.indices(epoch: 0), order.indices(epoch: 1)])
  }

  @Test(arguments: [(7, 6), (7, 4), (10, 6), (5, 5), (12, 8), (103, 10), (1, 1), (9, 1), (23, 11)])
  func everyBatchIsFullAndHoldsNoRowTwice(count: Int, size: Int) {
    let order = BatchOrder(count: count, batchSize: size, seed: 3)
    let batches = (0..<5 * count).map { order.batch(at: $0) }
    #expect(batches.allSatisfy { Set($0).count == size })
    let rows = batches.joined().map { $0 }
    for epoch in 0..<rows.count / count {
      let part = rows[epoch * count..<(epoch + 1) * count]
      #expect(part.sorted() == Array(0..<count))
      #expect(Array(part) == order.indices(epoch: epoch))
    }
  }

  @Test func stepsCoverTheEpochsAndFillTheLastBatch() {
    #expect(BatchOrder(count: 103, batchSize: 10, seed: 5).steps(epochs: 2) == 21)
    #expect(BatchOrder(count: 100, batchSize: 10, seed: 5).steps(epochs: 3) == 30)
    #expect(BatchOrder(count: 7, batchSize: 6, seed: 5).steps(epochs: 1) == 2)
    #expect(BatchOrder(count: 7, batchSize: 7, seed: 5).steps(epochs: 4) == 4)
  }

  @Test func anOrderIsRepeatableFromAnyStep() {
    let steps = [25, 3, 25, 11]
    let order = BatchOrder(count: 103, batchSize: 10, seed: 5)
    let again = BatchOrder(count: 103, batchSize: 10, seed: 5)
    #expect(steps.map { order.batch(at: $0) } == steps.map { again.batch(at: $0) })
    let other = BatchOrder(count: 103, batchSize: 10, seed: 6)
    #expect(order.batch(at: 25) != other.batch(at: 25))
  }

  @Test(arguments: [(0.5, 900), (0.9, 100), (1, 0)])
  func mixtureHoldsItsShare(share: Double, others: Int) {
    let mixture = Mixture(own: 900, available: 5000, ownShare: share)
    #expect(mixture.others == others && mixture.wanted == others)
    #expect(!mixture.isShort)
    #expect(mixture.ownShare == share)
  }

  @Test func scarceSetIsUsedOnceAndTheShortageIsSaid() {
    let mixture = Mixture(own: 900, available: 100, ownShare: 0.5)
    #expect(mixture.others == 100 && mixture.wanted == 900)
    #expect(mixture.isShort)
    #expect(mixture.ownShare == 0.9)
  }

  @Test func withoutAShareAllRowsAreMixed() {
    let mixture = Mixture(own: 9, available: 4, ownShare: nil)
    #expect(mixture.others == 4 && mixture.wanted == nil && !mixture.isShort)
    #expect(Mixture(own: 0, available: 0, ownShare: nil).ownShare == nil)
  }
}
