import ArgumentParser
import FoundationEssentials
import LaneCanvas
import LaneView
import ThreadPrograms

/// A Python program, or a notebook, in a file of the user's.
struct PythonFile {
    /// The largest program that is taken for one; notebooks have pictures in them.
    private static let byteLimit = 1 << 25

    let path: String
    /// Nil for the usual one.
    var interpreter: String?

    /// Whether somebody who types this means one, whether it is there or not.
    static func isNamed(_ name: String) -> Bool { name.hasSuffix(".py") || name.hasSuffix(".ipynb") }

    /// - Throws: `Refusal` where there is none, or nothing to run it with; a usage error for a cell that it has not.
    func scenario(
        arguments: [String] = [], _ settings: Program.Settings = Program.Settings(),
        typed: Scenario.Typed? = nil
    ) throws -> Scenario {
        try program(arguments: arguments, settings, typed: typed).scenario
    }

    /// The same, ready to be run again and again.
    ///
    /// - Throws: also a `Refusal` where it does not start.
    func searchedScenario(
        arguments: [String], _ settings: Program.Settings, typed: Scenario.Typed
    ) throws -> Scenario {
        let program = try program(arguments: arguments, settings, typed: typed)
        do {
            let (reason, note) = try program.prepareSearch()
            let words = reason.map {
                "each execution is a process of its own, as it may leave something behind: \($0)"
            }
            for sentence in [note, words].compactMap(\.self) {
                try StandardStream.error.write("\(programName): \(DisplayText.escaped(sentence))\n")
            }
        } catch let fault as ProgramFault {
            throw Refusal(
                sentence: "\(path) \(fault)",
                help: "'\(programName) run \(FoundBug.quoted(path)) --plain' runs it once, as it is.")
        }
        return program.scenario
    }

    private func program(
        arguments: [String], _ settings: Program.Settings, typed: Scenario.Typed?
    ) throws -> Program {
        let text: String?
        do {
            text = try SmallFile(path: path, byteLimit: Self.byteLimit).text()
        } catch {
            throw Refusal(sentence: "\(error)", help: "A Python program is a file of text in UTF-8.")
        }
        guard let text else {
            throw Refusal(
                sentence: "There is no file '\(path)'.",
                help: "A Python program is given by its path; '\(programName) list' names the scenarios.")
        }
        let command = interpreter ?? "python3"
        guard Program.isThere(command) else {
            throw Refusal(
                sentence: "There is no Python interpreter '\(command)'.",
                help: interpreter == nil
                    ? "Install it ('apt-get install python3'), or say where one is with --python."
                    : "--python takes the path of one, or a name that a shell would find.")
        }
        try Self.allowManyThreads()
        return Program(
            python: path, text: try code(text, settings.cell), arguments: arguments, interpreter: command,
            settings, typed: typed)
    }

    /// The file of a module of the current folder's, as `python -m` finds it.
    ///
    /// - Throws: `Refusal` where there is none.
    static func path(ofModule name: String) throws -> String {
        let base = name.replacing(".", with: "/")
        guard let path = ["\(base).py", "\(base)/__main__.py"].first(where: { FileStatus($0) != nil }) else {
            throw Refusal(
                sentence: "There is no module '\(name)' in this folder.",
                help:
                    "-m takes the name of one: 'package.module' for package/module.py, 'package' for package/__main__.py."
            )
        }
        return path
    }

    /// Makes room for a program's threads, and says how many there is room for, where that is not many.
    static func allowManyThreads() throws {
        guard let few = Program.allowManyThreads() else { return }
        try StandardStream.error.write(
            "\(programName): files may be open for about \(few) threads of a program, no more: 'ulimit -n' says how many, and raises it\n"
        )
    }

    /// The Python of a file, whatever it is a file of.
    private func code(_ text: String, _ cell: Int?) throws -> String {
        guard path.hasSuffix(".ipynb") else {
            if cell != nil {
                throw ValidationError("--cell is for a notebook (.ipynb): '\(path)' has no cells.")
            }
            return text
        }
        guard let notebook = try? NotebookText(json: text) else {
            throw Refusal(
                sentence: "'\(path)' is no notebook.",
                help: "A notebook is a JSON file of format 4 (nbformat).")
        }
        if let cell, !notebook.cells.contains(cell) {
            let cells = notebook.cells.map(String.init).joined(separator: ", ")
            throw ValidationError("'\(path)' has no code cell \(cell): it has \(cells).")
        }
        return notebook.text
    }

    // MARK: What there is in the folder

    /// At most so many of a folder are looked at, and of each so many bytes.
    private static let (mostListed, lookedAt) = (500, 1 << 20)

    /// The Python programs of the current folder that use threads, by name: nothing of them is run.
    static var entries: [ScenarioEntry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: ".")) ?? []
        return names.filter { $0.hasSuffix(".py") && !$0.hasPrefix(".") }.sorted().prefix(mostListed)
            .compactMap { name in
                guard let text = (try? SmallFile(path: name, byteLimit: lookedAt).text()) ?? nil,
                    text.contains(/(?m)^\s*(import|from)\s+(threading|queue|concurrent|_thread)\b/)
                else { return nil }
                return ScenarioEntry(
                    name: name, title: "A Python program in this folder",
                    summary:
                        "Enter runs it, as '\(programName) run \(name)' does, with its threads in lanes.",
                    chapter: "Python", kind: .program)
            }
    }
}
