import CKernels
package import Tensors

extension CPUBackend {
  /// Splits each update by its size alone, and runs all chunks as one job.
  package func adamW(_ updates: [AdamWUpdate]) {
    precondition(
      !updates.contains { isHeld($0.parameter) }, "adamW: a weight is held for inference")
    let tasks = updates.flatMap { update in
      let pieces = AdamWPieces(update, kernels)
      return chunks(update.parameter.count, cost: 12).map { (pieces, $0) }
    }
    team.run(tasks.count) { task, _ in tasks[task].0.advance(tasks[task].1) }
  }
}

/// One update with its raw pointers.
private struct AdamWPieces {
  private let update: AdamWUpdate
  private let kernels: UnsafePointer<ck_kernels>
  private let settings: [Float]

  init(_ update: AdamWUpdate, _ kernels: UnsafePointer<ck_kernels>) {
    self.update = update
    self.kernels = kernels
    settings = Self.settings(update.step)
  }

  /// Updates a range of elements.
  func advance(_ range: Range<Int>) {
    let (start, count, moments) = (range.lowerBound, Int64(range.count), update.moments)
    let (p, g) = (update.parameter.pointer + start, update.gradient.pointer + start)
    guard moments.first.format != .float32 else {
      return kernels.pointee.adamw(
        p, g, moments.first.pointer + start, moments.second.pointer + start, settings, count)
    }
    kernels.pointee.adamw_bf16(
      p, g, moments.first.brains + start, moments.second.brains + start, settings, count)
  }

  private static func settings(_ step: AdamWStep) -> [Float] {
    var settings = [Float](repeating: 0, count: Int(CK_ADAMW_COUNT))
    settings[Int(CK_ADAMW_STEP_SIZE)] = step.stepSize
    settings[Int(CK_ADAMW_ROOT_CORRECTION)] = step.rootCorrection
    settings[Int(CK_ADAMW_BETA1)] = step.beta1
    settings[Int(CK_ADAMW_BETA2)] = step.beta2
    settings[Int(CK_ADAMW_EPSILON)] = step.epsilon
    settings[Int(CK_ADAMW_DECAY)] = step.decay
    settings[Int(CK_ADAMW_GRADIENT_SCALE)] = step.gradientScale
    return settings
  }
}

extension Tensor {
  /// The memory of a bfloat16 tensor.
  fileprivate var brains: UnsafeMutablePointer<UInt16> {
    precondition(format == .bfloat16, "adamW: moments held as \(format.rawValue)")
    return UnsafeMutableRawPointer(own.buffer.pointer).assumingMemoryBound(to: UInt16.self)
  }
}
