import ThreadRuntime

extension Program {
    /// A Python program.
    ///
    /// - Parameters:
    ///   - path: as it is typed.
    ///   - text: what is in it.
    ///   - interpreter: found as a shell finds it.
    ///   - typed: what runs it again.
    package init(
        python path: String, text: String, arguments: [String], interpreter: String, _ settings: Settings,
        typed: Scenario.Typed? = nil
    ) {
        let name = settings.module ?? path.split(separator: "/").last.map(String.init) ?? path
        // As the Python side calls it, by its way from the folder that modules are looked for in.
        let file = settings.module == nil ? name : path
        self.init(
            name, typed: typed ?? Scenario.Typed(name: path),
            title: Self.docstring(text) ?? (["Python"] + arguments).joined(separator: " "),
            summary: "A Python program, in lanes.", file: file, texts: [file: text],
            settings
        ) { isControlled in
            ProgramProcess.Launch(
                command: [interpreter, "-c", Self.bootstrap, path] + arguments,
                // Sets and dictionaries of texts are gone through in the same order each time.
                environment: isControlled ? ["PYTHONHASHSEED": "0"] : [:],
                texts: [Self.client, text])
        }
    }

    /// The Python side, which replaces what threads are made of before the program is run.
    private static let client = parts.map { part in
        EmbeddedFiles.texts.first { $0.name == part }?.text ?? ""
    }.joined(separator: "\n\n")

    /// What it is put together from, in this order: each part uses those before it, and what is in its functions all others.
    private static let parts = [
        "start", "wire", "names", "primitives", "queues", "threads", "failures", "futures", "output",
        "clocks", "outside", "imports", "whereabouts", "notebook", "shared", "containers", "mutables",
        "scopes", "instrument",
        "expectations", "again", "program",
    ]

    /// The folder that it is run in has no say in what the client imports.
    private static let bootstrap =
        "import io,sys;sys.version_info<(3,9) and sys.exit('Python 3.9 or later is needed, and this is '+sys.version.split()[0]);del sys.path[:sys.path[:1]==['']];exec(compile(io.open(\(ProgramProcess.firstText),encoding='utf-8').read(),'<threadlanes>','exec'))"

    /// The first sentence of what the program says of itself.
    private static func docstring(_ text: String) -> String? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).drop {
            $0.hasPrefix("#") || $0.allSatisfy(\.isWhitespace)
        }
        guard let first = lines.first, let quote = ["\"\"\"", "'''"].first(where: first.hasPrefix) else {
            return nil
        }
        let sentence = first.dropFirst(3).prefix { !quote.contains($0) }
        return sentence.isEmpty ? nil : String(sentence.hasSuffix(".") ? sentence.dropLast() : sentence)
    }
}
