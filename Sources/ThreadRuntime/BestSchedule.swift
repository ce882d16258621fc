import ThreadModel

/// The schedule that a scenario is best seen with: one that shows what it is about, the same each time.
///
/// ```swift
/// Scenario("embrace", title: "Deadly embrace", summary: "Two locks, taken in two orders.", schedule: .random(seed: 7)) { … }
/// ```
///
/// Its threads go one at a time, on the virtual clock.
public struct BestSchedule: Hashable, Sendable {
    package let schedule: Schedule

    /// Everyone who can go is equally likely; the seed decides, as `--seed` does.
    public static func random(seed: UInt64) -> BestSchedule { BestSchedule(schedule: .random(seed: seed)) }

    /// Threads take turns, in order of creation.
    public static var roundRobin: BestSchedule { BestSchedule(schedule: .roundRobin) }
}
