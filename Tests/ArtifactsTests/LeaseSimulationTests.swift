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
    var record = LeaseRecord()
    var actors = Array(repeating: Actor(), count: 3)
    var now: Int64 = 0
    /// Who wrote last, and the state of the one run that all of them work on.
    var lastWriter = 0
    var isFinished = false
    var refusals = 0
    var takeovers = 0
    var finishes = 0
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func noInterleavingLetsAnOldHolderWrite(seed: UInt64) {
    var random = SplitMix(state: seed)
    var world = World()
    for _ in 0..<250_000 { step(&world, &random) }
    // The walk went where the danger is.
    #expect(world.refusals > 1000)
    #expect(world.takeovers > 1000)
    #expect(world.finishes > 1000)
  }

  private func step(_ world: inout World, _ random: inout SplitMix) {
    let index = Int(random.next() % 3)
    world.now += Int64(random.next() % 3_000_000_000)
    switch random.next() % 10 {
    case 0: world.actors[index].isAsleep.toggle()
    case 1: world.actors[index] = Actor(token: nil, isAsleep: false, isAlive: false)
    case 2, 3: take(index, &world)
    case 4, 5: beat(index, &world)
    case 6, 7: write(index, &world, finishes: false)
    case 8: write(index, &world, finishes: true)
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

  private func take(_ index: Int, _ world: inout World) {
    guard !world.actors[index].isAsleep else { return }
    let holder = world.record.owner.map { Int($0.process) }
    // A process that died and came again is another one under the same number.
    let isAlive = holder.map {
      world.actors[$0].isAlive && world.actors[$0].token == world.record.token
    }
    let standing = world.record.standing(at: moment(world), on: "here", isAlive: isAlive)
    guard standing == .free else { return }
    let before = world.record.token
    world.takeovers += world.record.isHeld ? 1 : 0
    world.record = world.record.taken(by: owner(index), at: moment(world))
    #expect(world.record.token == before + 1)
    world.actors[index] = Actor(token: world.record.token)
    world.isFinished = false
  }

  private func beat(_ index: Int, _ world: inout World) {
    guard let token = world.actors[index].token, !world.actors[index].isAsleep else { return }
    guard let record = world.record.beaten(by: token, at: moment(world)) else {
      world.refusals += 1
      return
    }
    // A late beat revives nothing: the record is still that of the same holder.
    #expect(record.token == token && world.record.token == token)
    world.record = record
  }

  private func write(_ index: Int, _ world: inout World, finishes: Bool) {
    guard let token = world.actors[index].token, !world.actors[index].isAsleep else { return }
    guard world.record.admits(token) else {
      world.refusals += 1
      return
    }
    #expect(token >= world.lastWriter)
    world.lastWriter = token
    guard finishes, !world.isFinished else { return }
    world.isFinished = true
    world.finishes += 1
  }

  private func release(_ index: Int, _ world: inout World) {
    guard let token = world.actors[index].token, !world.actors[index].isAsleep else { return }
    if let record = world.record.released(by: token) { world.record = record }
    world.actors[index].token = nil
  }
}
