import LaneView
import ThreadModel

/// What can be set, in the configuration file as on the command line; nil is what is left to others.
package struct Settings: Hashable, Sendable {
    package var theme: String?
    package var speed: Speed?
    package var schedule: ScheduleName?
    package var glyphs: GlyphChoice?
    package var axis: AxisChoice?
    package var mouse: Bool?
    package var panels: Panels?

    package init(
        theme: String? = nil, speed: Speed? = nil, schedule: ScheduleName? = nil,
        glyphs: GlyphChoice? = nil, axis: AxisChoice? = nil, mouse: Bool? = nil
    ) {
        self.theme = theme
        self.speed = speed
        self.schedule = schedule
        self.glyphs = glyphs
        self.axis = axis
        self.mouse = mouse
    }
}

/// A schedule as users name it.
package enum ScheduleName: String, CaseIterable, Sendable {
    /// The one that a scenario is best seen with, where it names one; otherwise parallel.
    case best
    case parallel
    case random
    case roundRobin = "round-robin"
    case pct, pos, surw
    /// A person, on a clock that waits.
    case manual

    /// The one that this seed decides; nil where none does.
    func schedule(seed: UInt64) -> Schedule? {
        if self == .manual { return .controlled(prefix: [], then: .random(seed: seed), isFree: true) }
        let strategy: Schedule.Strategy? =
            switch self {
            case .random: .random(seed: seed)
            case .pct:
                .pct(
                    seed: seed, depth: Schedule.Strategy.usualDepth, length: Schedule.Strategy.usualLength)
            case .pos: .pos(seed: seed)
            case .surw: .surw(seed: seed, lengths: [])
            case .best, .parallel, .roundRobin, .manual: nil
            }
        return strategy.map { .controlled(prefix: [], then: $0) }
    }

    var takesSeed: Bool { schedule(seed: 0) != nil }
}

/// What a column of a lane stands for.
package enum AxisChoice: String, CaseIterable, Sendable {
    /// Time, and steps while one steps, or where a run is over too soon for time to tell it.
    case auto
    case time, steps

    /// nil for what depends.
    package var unit: AxisUnit? { AxisUnit(rawValue: rawValue) }
}

/// Which characters lanes are drawn with.
package enum GlyphChoice: String, CaseIterable, Sendable {
    /// Those of Unicode where the locale has them.
    case auto
    case ascii
}
