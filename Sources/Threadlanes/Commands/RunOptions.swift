import ArgumentParser
import LaneCanvas
import LaneView

/// How a scenario is to be run, for every command that runs one.
struct RunOptions: ParsableArguments {
    // Unconditional: a negative number is a wrong value, not a missing one.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Make every choice of who goes next from this number: the same run each time.", valueName: "N"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("Who decides who goes next: \(ScheduleName.list).", valueName: "schedule"))
    var schedule: ScheduleName?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How fast the clock goes: a factor from 0.001 to 1000000, or max to skip all waiting.",
            valueName: "factor"))
    var speed: Speed = .normal

    @Option(help: "The colours: one of the built-in themes.")
    var theme: String?

    func validate() throws {
        if let schedule, schedule != .random, seed != nil {
            throw ValidationError(
                "A seed decides in a random schedule only: leave out --schedule \(schedule.rawValue), or --seed."
            )
        }
        let themes = try Theme.builtIn().map(\.name)
        if let theme, !themes.contains(theme) {
            throw ValidationError(
                "There is no theme named '\(DisplayText.escaped(theme))': there are \(themes.joined(separator: ", "))."
            )
        }
    }

    /// The schedule asked for: parallel unless a seed says otherwise.
    var chosen: Schedule {
        switch schedule ?? (seed == nil ? .parallel : .random) {
        case .parallel: .parallel
        case .random: .random(seed: seed ?? UInt64.random(in: 0..<10_000))
        case .roundRobin: .roundRobin
        }
    }
}

/// A schedule as it is named on the command line.
enum ScheduleName: String, CaseIterable, ExpressibleByArgument {
    case parallel
    case random
    case roundRobin = "round-robin"

    static let list = allCases.map(\.rawValue).joined(separator: ", ")
}

extension Speed: ExpressibleByArgument {
    /// "max", or a positive number with or without an x.
    public init?(argument: String) {
        if argument == "max" {
            self = .max
            return
        }
        let number =
            argument.hasSuffix("x") || argument.hasSuffix("×") ? String(argument.dropLast()) : argument
        guard let factor = Double(number), factor.isFinite, (0.001...1_000_000).contains(factor) else {
            return nil
        }
        self = .times(factor)
    }

    public var defaultValueDescription: String {
        switch self {
        case .times(let factor): factor == factor.rounded() ? "\(Int(factor))" : "\(factor)"
        case .max: "max"
        }
    }
}
