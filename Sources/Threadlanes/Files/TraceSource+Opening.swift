import LaneCanvas
import Themes

extension TraceSource {
    /// A trace by its file's name, as far as its header.
    ///
    /// - Throws: `Refusal` when it is none.
    static func open(_ path: String) throws -> TraceSource {
        do {
            let source = try TraceSource(path)
            if source.size == nil, StandardStream.error.isTerminal, !source.waitForBytes(milliseconds: 500) {
                try StandardStream.error.write("\(programName): waiting for a trace on standard input\n")
            }
            try source.readHeader()
            return source
        } catch let error as FileError {
            throw Refusal(error, of: path)
        }
    }

    /// Reads everything, and tells how far it has come.
    func readWithProgress() {
        let progress = Progress("reading \(path)")
        readAll { count in
            if let size, size > 0 { progress.show(Double(count) / Double(size)) }
        }
    }
}

extension Refusal {
    /// What is wrong with a trace.
    init(_ error: FileError, of path: String) {
        sentence = error.file == "-" ? "standard input: \(error)" : "\(error)"
        help =
            switch error.line.map({ $0 - 1 }) {
            case let lines? where lines > 0 && path != "-":
                "What comes before it can be used: head -n \(lines) \(ShellWord.path(path)) | \(programName) replay -"
            case let lines? where lines > 0: "What comes before it can be used: \(lines) lines."
            default:
                "A trace is what '\(programName) run NAME --trace FILE' writes: '\(programName) help replay' tells more."
            }
    }
}

extension RecordedRun {
    /// A whole trace by its file's name.
    ///
    /// - Parameter output: the file that something is to be made in, if any, which must be another.
    /// - Throws: `Refusal` when it is none, or is damaged.
    init(file: String, replacedBy output: String? = nil) throws {
        let source = try TraceSource.open(file)
        if let output, source.isFile(output) {
            throw Refusal(
                sentence: "'\(output)' is the trace itself, and would be lost.",
                help: "Give another name to -o.")
        }
        source.readWithProgress()
        if let warning = source.warning {
            try StandardStream.error.write("\(programName): \(DisplayText.escaped(warning))\n")
        }
        if let problem = source.problem { throw Refusal(problem, of: file) }
        self.init(header: source.header, batch: source.take(), listings: source.listings, now: source.now)
    }
}
