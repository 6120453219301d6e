import Dispatch
import Synchronization
import TensorTestSupport
import Tensors
import Testing

@testable import CPUBackend

/// Two callers of one device, each with its own precision and its own held weights.
@Suite struct ConcurrentCallerTests {
  private static let precisions = Precision.allCases.filter {
    CPUBackend(threads: 1, atMost: .tested).supports($0)
  }

  /// Products, attention and an optimizer step, over and over: a caller's bits.
  private func work(_ cpu: CPUBackend, _ precision: Precision, seed: UInt64) -> [[UInt32]] {
    cpu.computing(in: precision) {
      let x = randomTensor([150, 64], seed: seed, on: cpu)
      let weight = randomTensor([192, 64], seed: seed + 1, on: cpu)
      let moments = AdamWMoments(of: weight, as: precision)
      let step = AdamWStep(AdamW(), learningRate: 0.1, step: 1, decays: true, scale: 1)
      return (0..<40).map { _ in
        let held = cpu.holdingWeights {
          cpu.product(cpu.product(x.matrix, weight.transposed).matrix, weight.matrix)
        }
        let gradient = cpu.product(cpu.product(x.matrix, weight.transposed).transposed, x.matrix)
        cpu.adamW([AdamWUpdate(weight, gradient: gradient, moments: moments, step: step)])
        return held.scalars().map(\.bitPattern) + weight.scalars().map(\.bitPattern)
      }
    }
  }

  @Test(arguments: precisions, precisions)
  func eachHasTheBitsThatItHasAlone(first: Precision, second: Precision) {
    let cpu = CPUBackend(threads: 2, atMost: .tested)
    let kinds = [first, second]
    let alone = kinds.indices.map { work(cpu, kinds[$0], seed: UInt64($0)) }
    let together = Mutex([[[UInt32]]](repeating: [], count: 2))
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      let bits = work(cpu, kinds[index], seed: UInt64(index))
      together.withLock { $0[index] = bits }
    }
    #expect(together.withLock { $0 } == alone)
  }

  @Test func aPrecisionIsThatOfItsThreadAlone() {
    let seen = Mutex<[Precision]>([])
    Precision.$ofProducts.withValue(.bfloat16) {
      let done = DispatchSemaphore(value: 0)
      DispatchQueue.global().async {
        seen.withLock { $0.append(Precision.ofProducts) }
        done.signal()
      }
      done.wait()
    }
    #expect(seen.withLock { $0 } == [.float32])
    #expect(Precision.ofProducts == .float32)
  }

  @Test func aHoldKeepsOthersWeightsOutOfItsWay() {
    let cpu = CPUBackend(threads: 1, atMost: .tested)
    let (held, free) = (cpu.zeros([40, 32]), cpu.zeros([40, 32]))
    let x = cpu.zeros([3, 32])
    cpu.holdingWeights {
      _ = cpu.product(x.matrix, held.transposed)
      #expect(cpu.isHeld(free), "the holder itself may change nothing")
      let entered = Mutex<[Bool]>([])
      let done = DispatchSemaphore(value: 0)
      DispatchQueue.global().async {
        _ = cpu.product(x.matrix, free.transposed)
        entered.withLock { $0 = [cpu.isHeld(held), cpu.isHeld(free)] }
        done.signal()
      }
      done.wait()
      #expect(entered.withLock { $0 } == [cpu.hasOwnProducts, false])
    }
    #expect(!cpu.isHeld(held))
  }
}
