// What the author of a scenario needs comes with `import Threadlanes`.
@_exported import Logging
@_exported import ThreadRuntime
