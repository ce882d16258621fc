import ArgumentParser
import LaneCanvas
import ThreadModel
import ThreadTrace

/// A schedule on the command line: by its name, or step by step.
enum ScheduleChoice: Hashable, Sendable {
    case named(ScheduleName)
    case exact(Schedule)

    var name: ScheduleName? {
        guard case .named(let name) = self else { return nil }
        return name
    }

    var exact: Schedule? {
        guard case .exact(let schedule) = self else { return nil }
        return schedule
    }
}

extension ScheduleChoice {
    /// A name, a text as `Schedule` reads it, or @ and a saved run, whose steps are taken again.
    init(argument: String) throws {
        if let name = ScheduleName(rawValue: argument) {
            self = .named(name)
        } else if argument.hasPrefix("@") {
            self = .exact(try Self.schedule(ofTrace: String(argument.dropFirst())))
        } else {
            do throws(ScheduleTextError) {
                self = .exact(try Schedule(text: argument))
            } catch {
                throw ValidationError(DisplayText.escaped("\(error)"))
            }
        }
    }

    private static func schedule(ofTrace path: String) throws -> Schedule {
        let source = try TraceSource(path)
        source.readAll()
        if let problem = source.problem { throw problem }
        guard source.header.clock != "monotonic" else {
            throw ValidationError(
                "'\(DisplayText.escaped(path))' is of a parallel run, whose steps the operating system chose: "
                    + "'\(programName) replay' shows it again.")
        }
        return .replay(source.take().events.filter(\.kind.isStep).map(\.thread))
    }
}
