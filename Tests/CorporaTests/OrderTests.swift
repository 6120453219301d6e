import Corpora
import Testing
import Tokenization

struct OrderTests {
  private static let rows = (0..<1000).map { index in
    Comparison(
      id: "\(index)", messages: [ChatMessage(.user, "prompt \(index / 4)")], chosen: "a",
      rejected: "b")
  }

  @Test func noPromptIsOnBothSidesOfASplit() {
    let split = Self.rows.split(heldOut: 0.2, seed: 3)
    let training = Set(split.training.map(\.promptKey))
    let heldOut = Set(split.heldOut.map(\.promptKey))
    #expect(training.isDisjoint(with: heldOut))
    #expect(split.heldOut.count == 200)
    #expect(split.training.count == 800)
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

  @Test(arguments: [[0.9, 0.1], [0.5, 0.5], [1, 1, 2]])
  func mixtureHoldsItsSharesWithinOnePercent(shares: [Double]) throws {
    let sizes = [90_000, 70_000, 80_000].prefix(shares.count)
    let mixture = try Mixture(sizes: Array(sizes), shares: shares, seed: 2)
    let sum = shares.reduce(0, +)
    for (set, share) in shares.enumerated() {
      let observed = mixture.items.count { $0.set == set }
      #expect(abs(Double(observed) / Double(mixture.items.count) - share / sum) < 0.001)
    }
    #expect(Set(mixture.items).count == mixture.items.count)
    #expect(mixture.items.count > 70_000)
  }

  @Test func safetyMixtureUsesAllSafetyRowsAndANinthOfThemForHelpfulness() throws {
    let mixture = try Mixture(sizes: [900, 5000], shares: [0.9, 0.1], seed: 2)
    #expect(mixture.taken == [900, 100])
  }

  @Test func scarceSetsLimitTheMixtureOrRepeatEvenly() throws {
    #expect(try Mixture(sizes: [900, 50], shares: [0.5, 0.5], seed: 2).taken == [50, 50])
    let repeated = try Mixture(
      sizes: [120, 50], shares: [0.5, 0.5], shortage: .repeatRows, seed: 2)
    #expect(repeated.taken == [120, 120])
    let uses = Dictionary(grouping: repeated.items.filter { $0.set == 1 }, by: \.row)
    #expect(uses.count == 50)
    #expect(uses.values.allSatisfy { (2...3).contains($0.count) })
  }

  @Test func emptySetsAndBadSharesCannotBeMixed() {
    #expect(
      sentence { _ = try Mixture(sizes: [9, 0], shares: [1, 1], seed: 2) }
        == "The sets cannot be mixed: set 2 is empty but has a share; leave it out or fill it.")
    #expect(
      sentence { _ = try Mixture(sizes: [9, 4], shares: [1, -1], seed: 2) }.contains(
        "are not proportions"))
  }
}
