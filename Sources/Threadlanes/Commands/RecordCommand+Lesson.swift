import ArgumentParser
import LaneCanvas
import LaneScreencast
import LaneView

/// A screencast of a lesson, as somebody takes it who answers rightly.
extension RecordCommand {
    /// The lesson that is meant; nil where it is something else.
    func lesson(_ catalogue: Catalogue) throws -> LessonFile? {
        let isKnown = catalogue.lessons.contains { $0.name == name }
        guard isKnown || name.hasSuffix(".toml") else { return nil }
        let foreign: [(String, Bool)] = [
            ("--seed", seed != nil), ("--schedule", schedule != nil), ("--max-steps", maxSteps != nil),
            ("--from", from != nil), ("--to", to != nil), ("--still", still != nil), ("--keys", keys != nil),
            ("--presenter", presenter), ("--show-keys", showKeys),
        ]
        if let (option, _) = foreign.first(where: \.1) {
            throw ValidationError("A lesson says itself what is shown, and when: leave out \(option).")
        }
        return try LessonFile(argument: name, catalogue)
    }

    func record(_ lesson: LessonFile) throws -> ExitCode {
        guard lesson.runs.allSatisfy({ $0?.schedule.isControlled != false }) else {
            throw ValidationError(
                "A page of this lesson has a parallel run, which differs each time: give it a schedule or a seed."
            )
        }
        let configuration = try Configuration(options.settings)
        try requireRoom()
        let library = ThemeLibrary(folder: .current)
        let recorder = try recorder(lesson.lesson.title, library.theme(named: configuration.theme))
        var screencast = LessonScreencast(
            lesson, speed: configuration.speed.shown ?? 1, axis: configuration.axis.unit,
            appearance(configuration, library), plan(configuration))
        try make(recorder) { try screencast.record($0) }
        return .success
    }
}
