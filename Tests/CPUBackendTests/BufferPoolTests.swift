import TensorTestSupport
import Tensors
import Testing

@testable import CPUBackend

/// One memory serves tensors of all sizes.
@Suite struct BufferPoolTests {
  @Test func batchesOfAllLengthsShareOneMemory() {
    let cpu = CPUBackend(threads: 1, atMost: .tested)
    _ = cpu.zeros([1_000_000])
    let after = (cpu.systemAllocations, cpu.heldBytes)
    for count in [999_999, 700_000, 501, 1] {
      let pair = (cpu.zeros([count / 2 + 1]), cpu.zeros([count / 2 + 1]))
      #expect(pair.0.pointer != pair.1.pointer)
    }
    #expect((cpu.systemAllocations, cpu.heldBytes) == after)
  }

  @Test func buffersBeginALineOfTheCacheAndDoNotOverlap() {
    let pool = BufferPool()
    let buffers = [1, 63, 64, 65, 1000].map { pool.take($0) }
    for buffer in buffers { #expect(UInt(bitPattern: buffer.pointer) % 64 == 0) }
    let ranges = buffers.map(\.range).sorted { $0.lowerBound < $1.lowerBound }
    for (left, right) in zip(ranges, ranges.dropFirst()) {
      #expect(left.upperBound <= right.lowerBound)
    }
  }

  @Test func aBufferLargerThanASegmentGetsOneOfItsOwn() {
    let pool = BufferPool()
    let small = pool.take(10)
    let large = pool.take(9 << 20)
    #expect(pool.systemAllocations == 2 && small.segment != large.segment)
  }

  @Test func sizesThatOnlyGrowStrandNothing() {
    let pool = BufferPool()
    for size in stride(from: 9 << 20, through: 12 << 20, by: 1 << 20) {
      let pair = (pool.take(size), pool.take(size))
      pool.giveBack(pair.0)
      pool.giveBack(pair.1)
    }
    #expect(pool.heldBytes <= 2 * 4 * (13 << 20))
    #expect(pool.systemAllocations == 8)
  }

  @Test(arguments: [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]])
  func returnedRangesJoinAgain(order: [Int]) {
    var free = FreeRanges(0..<400)
    let starts = (0..<4).map { _ in free.take(100) ?? -1 }
    #expect(starts == [0, 100, 200, 300] && free.ranges.isEmpty)
    for index in order { free.giveBack(starts[index]..<starts[index] + 100) }
    #expect(free.ranges == [0..<400])
  }

  @Test func theSmallestRangeThatHoldsARequestIsTaken() {
    var free = FreeRanges(0..<1000)
    let starts = [300, 100, 200, 100].map { free.take($0) ?? -1 }
    for (index, count) in [(0, 300), (2, 200)] {
      free.giveBack(starts[index]..<starts[index] + count)
    }
    #expect(free.take(150) == starts[2])
    #expect(free.take(250) == starts[0])
    #expect(free.take(301) == nil)
  }
}
