import ThreadTrace

/// Everyone who can go is equally likely at every step.
struct RandomScheduler: Scheduler {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    mutating func choose(_ situation: Situation) -> ThreadID? {
        let enabled = situation.enabled
        return enabled.thread(at: Int.random(in: 0..<enabled.count, using: &generator))
    }
}

/// A small generator that gives the same numbers on every machine: SplitMix64, after G. L. Steele, D. Lea and C. H. Flood,
/// "Fast splittable pseudorandom number generators", OOPSLA 2014.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
