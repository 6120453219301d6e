import Artifacts
import Testing

/// A million random interleavings of processes that take, beat, write, sleep and die.
struct LeaseSimulationTests {
  /// A process as it sees itself: it does not know what the others did.
  private struct Actor {
    var token: Int?
    var isAsleep = false
    var isAlive = true
  }

  private struct World {
    var book = LeaseBook()
    var actors = Array(repeating: Actor(), count: 3)
    var now: Int64 = 0
    /// The leases that have ended, and whose writes must never count again.
    var ended: Set<Int> = []
    var refusals = 0
    var takeovers = 0
    var together = 0
    var alone = 0
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func noInterleavingLetsAnOldHolderWrite(seed: UInt64) {
    var random = SplitMix(state: seed)
    var world = World()
    for _ in 0..<250_000 {
      step(&world, &random)
      let held = world.book.held.values
      #expect(held.count < 2 || !held.contains { $0.scope == .store })
      #expect(world.ended.isDisjoint(with: held.map(\.token)))
    }
    // The walk went where the danger is.
    #expect(world.refusals > 1000)
    #expect(world.takeovers > 1000)
    #expect(world.together > 1000)
    #expect(world.alone > 1000)
  }

  private func step(_ world: inout World, _ random: inout SplitMix) {
    let index = Int(random.next() % 3)
    world.now += Int64(random.next() % 3_000_000_000)
    switch random.next() % 9 {
    case 0: world.actors[index].isAsleep.toggle()
    case 1: world.actors[index] = Actor(token: nil, isAsleep: false, isAlive: false)
    case 2: take(.run, index, &world)
    case 3: take(.store, index, &world)
    case 4, 5: beat(index, &world)
    case 6, 7: write(index, &world)
    default: release(index, &world)
    }
  }

  private func moment(_ world: World) -> LeaseMoment {
    LeaseMoment(boot: "boot", nanoseconds: world.now)
  }

  private func owner(_ index: Int) -> LeaseOwner {
    LeaseOwner(
      process: Int32(index), started: 0, namespace: "", machine: "here", command: "", since: "")
  }

  private func standing(of record: LeaseRecord, _ world: World) -> LeaseRecord.Standing {
    let holder = record.owner.map { Int($0.process) }
    // A process that died and came again is another one under the same number.
    let isAlive = holder.map {
      world.actors[$0].isAlive && world.actors[$0].token == record.token
    }
    return record.standing(at: moment(world), on: "here", isAlive: isAlive)
  }

  private func take(_ scope: LeaseScope, _ index: Int, _ world: inout World) {
    guard !world.actors[index].isAsleep, world.actors[index].token == nil else { return }
    for record in world.book.obstacles(to: scope) {
      guard standing(of: record, world) == .gone else { return }
      world.book.end(record.token)
      world.ended.insert(record.token)
      world.takeovers += 1
    }
    let before = world.book.newest
    let token = world.book.give(scope, to: owner(index), at: moment(world))
    #expect(token == before + 1 && token == world.book.newest)
    world.actors[index] = Actor(token: token)
    world.together += world.book.held.count > 1 ? 1 : 0
    world.alone += scope == .store ? 1 : 0
  }

  private func beat(_ index: Int, _ world: inout World) {
    guard let token = world.actors[index].token, !world.actors[index].isAsleep else { return }
    // A late beat revives nothing.
    guard !world.book.beat(token, at: moment(world)) else { return }
    #expect(world.ended.contains(token))
    world.refusals += 1
  }

  private func write(_ index: Int, _ world: inout World) {
    guard let token = world.actors[index].token, !world.actors[index].isAsleep else { return }
    #expect(world.book.admits(token) != world.ended.contains(token))
    world.refusals += world.book.admits(token) ? 0 : 1
  }

  private func release(_ index: Int, _ world: inout World) {
    guard let token = world.actors[index].token, !world.actors[index].isAsleep else { return }
    world.book.end(token)
    world.ended.insert(token)
    world.actors[index].token = nil
  }
}
