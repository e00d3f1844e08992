"""Changes written into YAML that people also write in.

tailoring, change       one change as an entry of a layer, and in its file: `tilpass`
steps, session          what somebody does in the browser, step by step, and the way back: `rediger`
seen                    whether what they saw when they began, still stands
edits, yamlfile, yamltext, comments   a change where it is concerned and nowhere else, in the
                        house's style, with what people noted there
layerfiles, writing     in which file, and all of them right or none
start, repository       a new folder for a municipality or a school, and all that belongs in it
drafts                  nynorsk that waits for a person
"""
