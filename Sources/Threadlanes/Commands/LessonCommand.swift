import ArgumentParser
import FoundationEssentials
import LaneCanvas
import LaneView
import Themes

/// `threadlanes lesson NAME|FILE.toml`: pages to read, with runs beside them.
struct LessonCommand: ScreenCommand {
    static let configuration = CommandConfiguration(
        commandName: "lesson",
        abstract: "Take a lesson: pages to read, with something to see, to answer or to do.",
        discussion: """
            Without a name it is the first lesson that comes with the program. Where it was left is remembered. README tells how a \
            file is written; --check says whether one is right.
            """)

    @Argument(
        help: "A lesson that comes with the program, or a file (FILE.toml).",
        completion: .file(extensions: ["toml"]))
    var name: String?

    @Flag(help: "Say what is wrong with the file, or with its pages' runs, if anything is, and show nothing.")
    var check = false

    @Flag(help: "Begin anew: from its first page, with nothing answered.")
    var fromStart = false

    @OptionGroup var appearance: AppearanceOptions
    @OptionGroup var pointer: MouseOption

    private func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        let file = try LessonFile(argument: name, catalogue)
        if check {
            try file.verify()
            let lesson = file.lesson
            let questions = lesson.pages.count { $0.question != nil }
            let dares = lesson.pages.count { $0.dare != nil }
            try StandardStream.output.write(
                "\(DisplayText.escaped(lesson.title)): \(counted(lesson.pages.count, "page")), \(counted(questions, "question")), \(counted(dares, "dare"))\n"
            )
            return .success
        }
        let options = try Configuration(screenSettings)
        return try withScreen(options) { host, appearance in
            let player = LessonPlayer(file, options)
            if fromStart { player.remember(LessonProgress()) }
            // However a page's run has ended.
            _ = try Session(player, appearance, on: host).run()
            return nil
        }
    }
}

extension LessonFile {
    /// As it is named on the command line.
    ///
    /// - Parameter name: nil for the first that comes with the program.
    /// - Throws: a usage error where there is no such lesson; `Refusal` where it is not right.
    init(argument name: String?, _ catalogue: Catalogue) throws {
        guard let name = name ?? catalogue.lessons.first?.name else {
            throw ValidationError("No lesson comes with this program: give a file.")
        }
        do {
            if let known = try catalogue.lesson(named: name) {
                self = known
                return
            }
            guard let text = try SmallFile(path: name).text() else {
                let names = catalogue.lessons.map(\.name)
                throw unknownName(
                    "There is no lesson or file '\(DisplayText.escaped(name))'.",
                    nearest: nearestNames(to: name, among: names),
                    all: names.isEmpty ? "Give a file." : "There is \(names.joined(separator: ", ")).")
            }
            try self.init(
                name: name, toml: text, file: name,
                identity: URL(fileURLWithPath: name).standardizedFileURL.path, catalogue)
        } catch let error as FileError {
            throw Refusal(
                sentence: DisplayText.escaped("\(error)"),
                help:
                    "README, \"Lessons\", tells how a lesson is written; --check reads it and shows nothing.")
        }
    }
}
