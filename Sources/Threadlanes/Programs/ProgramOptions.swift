import ArgumentParser
import LaneCanvas
import ThreadPrograms

/// What is to be run where it is no scenario: a Python program, or any that speaks the protocol, and how.
struct ProgramOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The Python interpreter that runs a .py file. (default: python3)", valueName: "path"),
        completion: .file())
    var python: String?

    @Flag(help: "Of a Python program, each line of its own files is a step.")
    var lines = false

    @Flag(
        inversion: .prefixedNo,
        help: "Of a Python program, what its threads share without a primitive is shown.")
    var shared = true

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Of a notebook (.ipynb), run only the cell with this number, and those that it needs.",
            valueName: "N"))
    var cell: Int?

    @Flag(
        name: [.customShort("m"), .long],
        help: "The name is that of a Python module of this folder's, as 'python -m' takes it.")
    var module = false

    /// - Throws: a usage error for a name that is none, or for options that it has no use for.
    func scenario(
        named name: String, _ arguments: some Collection<String>, _ catalogue: Catalogue,
        isSearched: Bool = false, isIsolated: Bool = false
    ) throws -> Scenario {
        if Self.isCommand(name) {
            try refuseOptions("a command")
            try PythonFile.allowManyThreads()
            return Program(command: [name] + arguments).scenario
        }
        if module || (!catalogue.scenarios.contains { $0.name == name } && PythonFile.isNamed(name)) {
            let settings = Program.Settings(
                lines: lines, shared: shared, isIsolated: isIsolated, cell: cell, module: module ? name : nil)
            let file = PythonFile(
                path: module ? try PythonFile.path(ofModule: name) : name, interpreter: python)
            let (arguments, typed) = (Array(arguments), words([name] + arguments))
            return try isSearched
                ? file.searchedScenario(arguments: arguments, settings, typed: typed)
                : file.scenario(arguments: arguments, settings, typed: typed)
        }
        if !catalogue.scenarios.contains(where: { $0.name == name }), FileStatus("\(name).py") != nil {
            throw unknownName(
                "There is no scenario named '\(DisplayText.escaped(name))'.", nearest: ["\(name).py"],
                all: "'\(programName) list' names them all.")
        }
        let scenario = try catalogue.scenario(named: name)
        if let argument = arguments.first {
            throw ValidationError(
                "The scenario '\(name)' takes no arguments: leave out '\(DisplayText.escaped(argument))'.")
        }
        try refuseOptions("a scenario")
        return scenario
    }

    /// How it is typed again: the name with these options, and what comes after all others.
    private func words(_ names: [String]) -> Scenario.Typed {
        var name = FoundBug.quoted(names[0])
        if let python { name += " --python \(FoundBug.quoted(python))" }
        if lines { name += " --lines" }
        if !shared { name += " --no-shared" }
        if module { name += " -m" }
        if let cell { name += " --cell \(cell)" }
        let arguments = names.dropFirst().map { " \(FoundBug.quoted($0))" }.joined()
        return Scenario.Typed(
            name: name, arguments: arguments.contains(" -") ? " --\(arguments)" : arguments)
    }

    /// Whether it came after --.
    private static func isCommand(_ name: String) -> Bool {
        let words = CommandLine.arguments
        guard let terminator = words.firstIndex(of: "--") else { return false }
        return !words[..<terminator].contains(name) && words[(terminator + 1)...].first == name
    }

    /// What was typed for a Python program, with all that comes after its name as the program's own; nil where there is none, or it is.
    static var separated: String? {
        let words = CommandLine.arguments.dropFirst()
        guard !words.contains("--"), let file = words.firstIndex(where: PythonFile.isNamed),
            file + 1 < words.endIndex
        else { return nil }
        let parts = words[...file] + ["--"] + words[(file + 1)...]
        return "\(programName) \(parts.map(FoundBug.quoted).joined(separator: " "))"
    }

    private func refuseOptions(_ what: String) throws {
        guard python == nil, !lines, cell == nil else {
            throw ValidationError(
                "--python, --lines and --cell are for a Python program, not for \(what).")
        }
    }
}
