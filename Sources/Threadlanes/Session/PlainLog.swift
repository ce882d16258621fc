import LaneCanvas
import ThreadTrace

/// Turns events into the lines of a log.
struct PlainLog {
    private var names = NameTable()
    private var loggers: [ResourceID: String] = [:]
    private var threads: [ThreadID: String] = [:]
    private var sources = [SourceLocation(file: "", line: 0)]
    private(set) var verdict: Verdict?

    /// The lines of a batch, each with its line feed, and what is to be told of threads that failed. Control characters within a
    /// line are shown escaped.
    mutating func lines(of batch: EventBatch) -> (log: String, errors: String) {
        names.append(batch)
        sources += batch.sources
        var text = ""
        var errors = ""
        for event in batch.events {
            switch event.kind {
            case .defineThread: threads[event.thread] = name(event.name)
            case .fail: errors += error(event)
            case .defineResource: loggers[event.resource] = name(event.name)
            case .log:
                let level = Logger.Level.allCases[Int(event.detail) % Logger.Level.allCases.count]
                // What the program that is watched did not say itself.
                if loggers[event.resource] == "threadlanes" {
                    errors += "\(programName): \(DisplayText.escaped(name(event.name)))\n"
                    break
                }
                let prefix = "\(level.rawValue.uppercased()):\(loggers[event.resource] ?? "root"):"
                text += lines(prefix + name(event.name))
            case .output where event.detail == Event.isStandardError: errors += lines(name(event.name))
            case .output: text += lines(name(event.name))
            case .verdict:
                verdict = Verdict(
                    Verdict.Outcome(rawValue: event.detail) ?? .failed, message: name(event.name))
            default: break
            }
        }
        if let oldest = batch.oldestName { names.forget(before: oldest) }
        return (text, errors)
    }

    private func error(_ event: ThreadTrace.Event) -> String {
        let place =
            sources.indices.contains(Int(event.source.number))
            ? sources[Int(event.source.number)] : sources[0]
        let file = place.file.split(separator: "/").last.map { " (after \($0):\(place.line))" } ?? ""
        let thread = threads[event.thread] ?? "thread \(event.thread)"
        return "\(programName): \(DisplayText.escaped("\(thread) failed: \(name(event.name))\(file)"))\n"
    }

    private func lines(_ message: String) -> String {
        message.split(separator: "\n", omittingEmptySubsequences: false)
            .map { DisplayText.escaped(String($0)) + "\n" }.joined()
    }

    private func name(_ id: NameID) -> String {
        names[id] ?? ""
    }
}
