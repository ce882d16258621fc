import ThreadTrace

/// Threads that do anything at all, in any order; the rules of locks are not kept.
struct RandomStory {
    private(set) var trace: Trace
    let threads: [ThreadID]
    let resources: [ResourceID]

    init(_ random: inout some RandomNumberGenerator, events: Int) {
        var story = Story()
        threads = (0..<5).map { story.thread("t\($0)") }
        resources = (0..<3).map { story.resource(.lock, "l\($0)") }
        var time = 0.0
        for _ in 0..<events {
            time += [0, 0.0001, 0.01, 3, 500].randomElement(using: &random) ?? 0
            story.at(time)
            let thread = threads.randomElement(using: &random) ?? .runtime
            let lock = resources.randomElement(using: &random) ?? .none
            switch Int.random(in: 0..<6, using: &random) {
            case 0: story.acquire(thread, lock)
            case 1, 2: story.block(thread, lock)
            case 3: story.release(thread, lock)
            case 4: story.tell(thread, .sleep, .sleeping, holds: Bool.random(using: &random) ? lock : .none)
            default: story.tell(thread, .ready, .ready, lock)
            }
        }
        trace = story.trace
    }
}

/// SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
