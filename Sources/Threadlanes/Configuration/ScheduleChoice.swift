import ArgumentParser
import LaneCanvas
import ThreadModel
import ThreadTrace

/// A schedule on the command line: by its name, or step by step.
enum ScheduleChoice: Hashable, Sendable {
    case named(ScheduleName)
    /// Where it is a saved run's, of the scenario of this name.
    case exact(Schedule, of: String? = nil)

    var name: ScheduleName? {
        guard case .named(let name) = self else { return nil }
        return name
    }

    var exact: Schedule? {
        guard case .exact(let schedule, _) = self else { return nil }
        return schedule
    }

    /// - Throws: a usage error where the steps are those of another scenario.
    func check(for scenario: String) throws {
        guard case .exact(_, of: let other?) = self, !other.isEmpty, other != scenario else { return }
        throw ValidationError(
            "The steps are those of a run of '\(DisplayText.escaped(other))', not of '\(DisplayText.escaped(scenario))'."
        )
    }
}

extension ScheduleChoice {
    /// A name, a text as `Schedule` reads it, or @ and a saved run, whose steps are taken again.
    init(argument: String) throws {
        if let name = ScheduleName(rawValue: argument) {
            self = .named(name)
        } else if argument.hasPrefix("@") {
            let (schedule, scenario) = try Self.schedule(ofTrace: String(argument.dropFirst()))
            self = .exact(schedule, of: scenario)
        } else {
            do throws(ScheduleTextError) {
                self = .exact(try Schedule(text: argument))
            } catch {
                throw ValidationError(DisplayText.escaped("\(error)"))
            }
        }
    }

    /// Its steps, whoever chose them, and then the choices of its own strategy, where that is known.
    private static func schedule(ofTrace path: String) throws -> (Schedule, scenario: String) {
        guard !path.isEmpty else { throw ValidationError("@ is followed by the name of a saved run's file.") }
        let source = try TraceSource(path)
        source.readAll()
        if let problem = source.problem { throw problem }
        let header = source.header
        guard header.clock != "monotonic" else {
            throw ValidationError(
                "'\(DisplayText.escaped(path))' is of a parallel run, whose steps the operating system chose: "
                    + "'\(programName) replay' shows it again.")
        }
        let events = source.take().events
        guard !events.contains(where: { $0.kind == .forgotten }) else {
            throw ValidationError(
                "'\(DisplayText.escaped(path))' has only the last part of a run, whose first steps were not kept: "
                    + "'\(programName) replay' shows it again.")
        }
        let steps = events.filter(\.kind.isStep).map(\.thread)
        guard !steps.isEmpty else {
            throw ValidationError("'\(DisplayText.escaped(path))' has no steps that could be taken again.")
        }
        let strategy =
            (try? Schedule(text: header.schedule))?.strategy ?? header.seed.map { .random(seed: $0) }
            ?? .lowest
        return (
            .controlled(prefix: steps, then: strategy, isFree: header.clock == "free"), header.scenario
        )
    }
}
