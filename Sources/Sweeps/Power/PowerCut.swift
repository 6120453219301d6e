import Randomness

/// The disks that a power cut may leave at one moment.
struct PowerCut {
  let model: DiskModel
  /// Decides where writes tear and which random subsets are kept.
  let seed: UInt64

  /// Returns each disk with what became of the changes that were not durable: none kept, all
  /// kept, each single one lost, each single one kept, each write torn, and some random subsets.
  var disks: [DiskImage] {
    let pending = model.pending
    let counted = relevant
    var random = Random(seed, stream: "power cut", UInt64(pending.count))
    var disks = [model.durable, model.present]
    for index in counted {
      disks.append(kept { $0 != index })
      disks.append(kept { $0 == index })
      guard pending[index].tears > 0 else { continue }
      let tear = 1 + random.below(pending[index].tears)
      disks.append(kept(torn: [index: tear]) { _ in true })
      disks.append(kept(torn: [index: tear]) { $0 == index })
    }
    guard counted.count > 2 else { return disks }
    return disks + (0..<4).map { _ in randomDisk(counted, &random) }
  }

  /// Returns the disk on which exactly the chosen changes arrived, some of them in part.
  private func kept(torn: [Int: Int] = [:], _ isKept: (Int) -> Bool) -> DiskImage {
    var disk = model.durable
    for (index, change) in model.pending.enumerated() where isKept(index) {
      disk.apply(torn[index].flatMap { change.torn(afterSectors: $0) } ?? change)
    }
    return disk
  }

  private func randomDisk(_ counted: [Int], _ random: inout Random) -> DiskImage {
    var lost: Set<Int> = []
    var torn: [Int: Int] = [:]
    for index in counted {
      if random.chance(0.5) { lost.insert(index) }
      let tears = model.pending[index].tears
      if tears > 0, random.chance(0.3) { torn[index] = 1 + random.below(tears) }
    }
    return kept(torn: torn) { !lost.contains($0) }
  }

  /// The changes to what a name outside unfinished work may lead to.
  private var relevant: [Int] {
    let live = liveNodes
    return model.pending.indices.filter { !live.isDisjoint(with: model.pending[$0].nodes) }
  }

  private var liveNodes: Set<Int> {
    var names: [Int: Set<Int>] = [:]
    let unfinished = model.present.node(at: DiskModel.unfinished)
    func add(_ folder: Int, _ node: Int?) {
      if let node, node != unfinished { names[folder, default: []].insert(node) }
    }
    for (folder, entries) in model.durable.folders {
      for node in entries.values { add(folder, node) }
    }
    for case .names(let changes) in model.pending {
      for change in changes { add(change.folder, change.node) }
    }
    var live: Set<Int> = []
    var waiting = [DiskImage.root]
    while let node = waiting.popLast() {
      if live.insert(node).inserted { waiting += names[node] ?? [] }
    }
    return live
  }
}
