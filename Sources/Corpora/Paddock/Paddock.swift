import Randomness

/// A small synthetic farm: a world whose truth is known, and everything a pipeline needs from it.
///
/// The farm has twenty-four llamas with five facts each, and twenty facts of its own. People ask
/// for facts; they ask for help that sounds harmful and is not; they ask for harm; and they set
/// standing instructions that an answer must keep. The language is closed (about 300 words) and
/// sentences are short, so that a Llama of a million parameters learns it in minutes.
///
/// *Why it can be believed.* The demonstrations are of mixed quality on purpose: some are right
/// and complete, some terse, hedged, wrong, rambling, unsafe or falsely refusing. A model that
/// imitates them has room to improve, and because the truth is known, the ``Oracle`` says exactly
/// how far it did: no learned judge is involved in the gold scores.
///
/// Everything is a function of the seed and of the row's index: the first hundred rows are the
/// same whether a hundred or a thousand are asked for.
package struct Paddock: Sendable {
  /// What is true on the farm.
  package let world: PaddockWorld
  /// The judge of answers.
  package let oracle: Oracle

  let book: FactBook
  let requests: RequestBook
  let writer: AnswerWriter
  let storyTeller: StoryTeller
  let copied: [StandingInstruction]

  /// Makes the paddock of a seed.
  package init(seed: UInt64) {
    self.init(world: PaddockWorld(seed: seed))
  }

  /// Makes the paddock of a world that was saved.
  package init(world: PaddockWorld) {
    self.world = world
    book = FactBook(world)
    requests = RequestBook(world, book)
    writer = AnswerWriter(book: book)
    storyTeller = StoryTeller(book: book)
    copied = StandingInstruction.copying(world.names)
    oracle = Oracle(book: book, requests: requests)
  }

  /// The standing instructions that the paddock uses.
  package var instructions: [StandingInstruction] { StandingInstruction.paddock }

  /// Returns the draws of one row.
  func random(_ stream: String, _ index: Int) -> Random {
    Random(world.seed, stream: "paddock.\(stream)", UInt64(index))
  }

  /// Draws a request of a kind from one side, often with a word of greeting before it.
  func request(
    _ kind: RequestKind, _ side: PaddockSide, _ random: inout Random
  ) -> PaddockRequest {
    let all =
      switch kind {
      case .fact: requests.facts
      case .borderline: requests.borderline
      case .harmful: requests.harmful
      }
    var request = random.pick(all.filter { $0.isHeldOut == (side == .heldOut) })
    if random.chance(0.4) { request.text = random.pick(RequestBook.openers) + request.text }
    return request
  }
}

/// The kinds of single requests.
enum RequestKind: Sendable { case fact, borderline, harmful }
