"""Serves a model file over an OpenAI-compatible address until it is ended: `served.py FILE PORT`."""

import sys
import threading

import xllamacpp  # type: ignore[import-not-found]  # in an environment of its own: deploy/language_model.py

wanted = xllamacpp.CommonParams()
wanted.model.path, wanted.port = sys.argv[1], int(sys.argv[2])
wanted.n_ctx, wanted.n_parallel = 6144, 1
wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = 1  # two collapse on a busy machine
server = xllamacpp.Server(wanted)
threading.Event().wait()
