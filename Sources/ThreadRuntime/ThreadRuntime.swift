// ThreadRuntime
