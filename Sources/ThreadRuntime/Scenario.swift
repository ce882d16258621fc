/// A named program over the primitives: something to watch.
///
/// ```swift
/// let greeting = Scenario("greeting", title: "Saying hello", summary: "One thread starts another.") {
///     let thread = Thread { logger.info("hello") }
///     try thread.start()
///     try thread.join()
/// }
/// ```
public struct Scenario: Sendable {
    /// What one types: lowercase words joined by hyphens.
    public let name: String
    /// What lists and the top of the screen call it: a few words without a full stop.
    public let title: String
    /// A sentence or two: what there is to see.
    public let summary: String
    /// Under which heading the browser lists it.
    public let chapter: String
    /// What it shows, in the field's terms, for finding it.
    public let concepts: [String]
    /// The file it is written in, as `Module/File.swift`.
    public let file: String
    /// Who goes next where it is best seen, if anybody in particular: taken where the user names no schedule. Nil leaves it to the
    /// operating system.
    public let schedule: BestSchedule?
    /// What to try for somebody who chooses who goes next.
    public let dare: Dare?
    /// Where that file is, for the panel that shows the code that runs: give it `#filePath`. Nil where it is not to be shown.
    public let sourcePath: String?
    /// How it is typed, where that is more than its name.
    package let typed: Typed
    /// The texts of its files, in place of `sourcePath`: of a program that is no part of this one.
    package let texts: ToldTexts
    /// What the main thread runs. What it throws fails the run.
    public let body: @Sendable () throws -> Void

    /// `body` is called anew for each run, so whatever belongs to a run has to be made in it. `file` is filled in by the compiler.
    public init(
        _ name: String, title: String, summary: String, chapter: String = "Scenarios",
        concepts: [String] = [], schedule: BestSchedule? = nil, dare: Dare? = nil,
        file: StaticString = #fileID, sourcePath: String? = nil, body: @escaping @Sendable () throws -> Void
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.chapter = chapter
        self.concepts = concepts
        self.schedule = schedule
        self.dare = dare
        self.file = file.description
        self.sourcePath = sourcePath
        texts = ToldTexts()
        typed = Typed(name: name)
        self.body = body
    }

    /// A program of another language.
    package init(
        program name: String, typed: Typed, title: String, summary: String, chapter: String, file: String,
        texts: ToldTexts, body: @escaping @Sendable () throws -> Void
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.chapter = chapter
        self.file = file
        self.texts = texts
        self.typed = typed
        self.body = body
        (concepts, schedule, dare, sourcePath) = ([], nil, nil, nil)
    }

    /// The words that run it again: its name with options, and its own arguments, which come after all else.
    package struct Typed: Hashable, Sendable {
        package var name: String
        package var arguments: String

        package init(name: String, arguments: String = "") {
            self.name = name
            self.arguments = arguments
        }

        /// `run NAME`, with more options.
        package func run(_ options: String) -> String { "run \(name) \(options)\(arguments)" }
        package func explore(_ options: String) -> String { "explore \(name) \(options)\(arguments)" }
    }
}
